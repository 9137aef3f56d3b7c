//! What the parts of the quality card are called, and how each is mended.

use super::{Check, Dimension, Principle, Rating, Who};
use crate::i18n::{Message, portal as messages};

impl Check {
    /// What is looked at.
    pub const fn message(self) -> Message {
        self.messages().0
    }

    /// How to mend it.
    pub const fn repair(self) -> Message {
        self.messages().1
    }

    const fn messages(self) -> (Message, Message) {
        match self {
            Self::Keywords => (messages::CHECK_KEYWORDS, messages::REPAIR_KEYWORDS),
            Self::Topic => (messages::CHECK_TOPIC, messages::REPAIR_TOPIC),
            Self::Spatial => (messages::CHECK_SPATIAL, messages::REPAIR_SPATIAL),
            Self::Temporal => (messages::CHECK_TEMPORAL, messages::REPAIR_TEMPORAL),
            Self::AddressAnswers => (messages::CHECK_ADDRESS_ANSWERS, messages::REPAIR_ADDRESS_ANSWERS),
            Self::Download => (messages::CHECK_DOWNLOAD, messages::REPAIR_DOWNLOAD),
            Self::DownloadAnswers => (messages::CHECK_DOWNLOAD_ANSWERS, messages::REPAIR_DOWNLOAD_ANSWERS),
            Self::FormatStated => (messages::CHECK_FORMAT, messages::REPAIR_FORMAT),
            Self::MediaType => (messages::CHECK_MEDIA_TYPE, messages::REPAIR_MEDIA_TYPE),
            Self::FormatKnown => (messages::CHECK_FORMAT_KNOWN, messages::REPAIR_FORMAT_KNOWN),
            Self::NonProprietary => (messages::CHECK_NON_PROPRIETARY, messages::REPAIR_NON_PROPRIETARY),
            Self::MachineReadable => (messages::CHECK_MACHINE_READABLE, messages::REPAIR_MACHINE_READABLE),
            Self::DcatAp => (messages::CHECK_DCAT_AP, messages::REPAIR_DCAT_AP),
            Self::Licence => (messages::CHECK_LICENCE, messages::REPAIR_LICENCE),
            Self::LicenceKnown => (messages::CHECK_LICENCE_KNOWN, messages::REPAIR_LICENCE_KNOWN),
            Self::AccessRights => (messages::CHECK_ACCESS_RIGHTS, messages::REPAIR_ACCESS_RIGHTS),
            Self::AccessRightsKnown => (messages::CHECK_ACCESS_RIGHTS_KNOWN, messages::REPAIR_ACCESS_RIGHTS_KNOWN),
            Self::Contact => (messages::CHECK_CONTACT, messages::REPAIR_CONTACT),
            Self::Publisher => (messages::CHECK_PUBLISHER, messages::REPAIR_PUBLISHER),
            Self::Rights => (messages::CHECK_RIGHTS, messages::REPAIR_RIGHTS),
            Self::Size => (messages::CHECK_SIZE, messages::REPAIR_SIZE),
            Self::Issued => (messages::CHECK_ISSUED, messages::REPAIR_ISSUED),
            Self::Modified => (messages::CHECK_MODIFIED, messages::REPAIR_MODIFIED),
            Self::Unit => (messages::CHECK_UNIT, messages::REPAIR_UNIT),
            Self::Definition => (messages::CHECK_DEFINITION, messages::REPAIR_DEFINITION),
            Self::Frequency => (messages::CHECK_FREQUENCY, messages::REPAIR_FREQUENCY),
            Self::ReferenceCodes => (messages::CHECK_CODES, messages::REPAIR_CODES),
        }
    }
}

impl Dimension {
    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Findability => messages::DIMENSION_FINDABILITY,
            Self::Accessibility => messages::DIMENSION_ACCESSIBILITY,
            Self::Interoperability => messages::DIMENSION_INTEROPERABILITY,
            Self::Reusability => messages::DIMENSION_REUSABILITY,
            Self::Context => messages::DIMENSION_CONTEXT,
        }
    }
}

impl Principle {
    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Standard => messages::PRINCIPLE_STANDARD,
            Self::Metadata => messages::PRINCIPLE_METADATA,
            Self::Interoperability => messages::PRINCIPLE_INTEROPERABILITY,
            Self::Codes => messages::PRINCIPLE_CODES,
        }
    }
}

impl Who {
    /// Who that is.
    pub const fn message(self) -> Message {
        match self {
            Self::Producer => messages::WHO_PRODUCER,
            Self::Steward => messages::WHO_STEWARD,
            Self::Operator => messages::WHO_OPERATOR,
        }
    }
}

impl Rating {
    /// Its name for people.
    pub const fn message(self) -> Message {
        match self {
            Self::Poor => messages::RATING_POOR,
            Self::Sufficient => messages::RATING_SUFFICIENT,
            Self::Good => messages::RATING_GOOD,
            Self::Excellent => messages::RATING_EXCELLENT,
        }
    }
}
