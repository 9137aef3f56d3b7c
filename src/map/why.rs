//! The sentence for each reason why a value did not match.

use crate::base::lang::Lang;
use crate::i18n::map as say;
use crate::region::Why;

/// Why a value did not match, as a sentence.
pub const fn why(why: Why, lang: Lang) -> &'static str {
    let message = match why {
        Why::UnknownName => say::WHY_UNKNOWN_NAME,
        Why::UnknownCode => say::WHY_UNKNOWN_CODE,
        Why::SmallerRegion => say::WHY_SMALLER,
        Why::TwoSystems => say::WHY_TWO_SYSTEMS,
        Why::CodeAgainstName => say::WHY_CODE_AGAINST_NAME,
        Why::ProvinceOrCity => say::WHY_PROVINCE_OR_CITY,
        Why::Country => say::WHY_COUNTRY,
        Why::IslandGroup => say::WHY_ISLANDS,
        Why::FormerProvince => say::WHY_FORMER,
        Why::BadAlias => say::WHY_BAD_ALIAS,
        Why::SeveralRegions => say::WHY_SEVERAL,
        Why::KindAgainstName => say::WHY_KIND_AGAINST_NAME,
        Why::AroundAgainstName => say::WHY_AROUND_AGAINST_NAME,
        Why::LostZero => say::WHY_LOST_ZERO,
        Why::OtherLevel => say::WHY_OTHER_LEVEL,
        Why::LargerRegion => say::WHY_LARGER,
        Why::Sum => say::WHY_SUM,
        Why::Heading => say::WHY_HEADING,
    };
    message.text(lang)
}
