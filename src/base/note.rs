//! What a reader says beside its result: [`Note`]s for oddities that did not stop it, [`Problem`]s
//! for what did.
//!
//! Both carry a code and plain arguments, never a sentence: the sentences are in [`crate::i18n`].

use serde::{Deserialize, Serialize};

/// An oddity met while reading or drawing, counted and located; nothing is dropped in silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What kind of oddity.
    pub code: NoteCode,
    /// How often it was met.
    pub count: u64,
    /// The first few places, as 1-based record numbers of the source (header and title rows counted).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u64>,
    /// Values for the sentence's placeholders `{0}`, `{1}` …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<String>,
}

impl Note {
    /// A note that happened once for the whole, with arguments for its sentence.
    pub fn once(code: NoteCode, args: impl IntoIterator<Item = String>) -> Self {
        Self { code, count: 1, rows: Vec::new(), args: args.into_iter().collect() }
    }
}

impl NoteCode {
    /// Whether the note is about personal data of people.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::PersonalNumber | Self::PersonalPhone | Self::PersonalEmail | Self::PersonalNames)
    }
}

/// Every kind of oddity; one sentence each in `i18n::notes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NoteCode {
    /// Records with fewer fields than the header; the missing ones are empty.
    ShortRows,
    /// Records with more fields than the header; the surplus became extra columns.
    LongRows,
    /// Title or blank rows above the header were kept aside. `{0}` = the text of them, shortened.
    TitleRows,
    /// Rows below the data (sources, notes) were kept aside. `{0}` = the text of them, shortened.
    FooterRows,
    /// Lines that stood in quotes as a whole were unwrapped.
    WrappedLines,
    /// Rows that repeat the header were left out.
    RepeatedHeader,
    /// A second table below the first was not read.
    SecondTable,
    /// Rows that look like totals among the parts (Jumlah, Total). They stay in the table.
    TotalRows,
    /// A total is not the sum of its parts, but near it. `{0}` = column, `{1}` = written, `{2}` = the sum.
    TotalDiffers,
    /// There are more of them.
    MoreTotalsDiffer,
    /// Totals were compared with the sums of their parts and are right; counted by cell.
    TotalsAgree,
    /// Cells that hold a line break.
    LineBreaksInCells,
    /// A quote was opened and never closed; the rest of the file became one cell.
    UnclosedQuote,
    /// Bytes that are not valid in the file's encoding were replaced. `{0}` = the encoding.
    BadBytes,
    /// The encoding was guessed. `{0}` = the encoding.
    EncodingGuessed,
    /// Column names that were empty or double got a name. `{0}` = the new names.
    RenamedColumns,
    /// Cells of a column that do not fit its reading; they count as missing. `{0}` = column.
    UnreadCells,
    /// Figures of a column that were read without the mark behind them. `{0}` = column, `{1}` = the mark, `{2}` =
    /// the line of the source that explains it, or nothing.
    MarkedFigures,
    /// A column whose header carries the mark for all of its figures. Arguments as above.
    MarkedHeader,
    /// Cells of a column that use a word of size, read to the full number. `{0}` = column, `{1}` = the word, `{2}` =
    /// how many ones it stands for.
    SizeWords,
    /// Cells of such a column without any word of size. `{0}` = column, `{1}` = the power of ten that they
    /// were counted in, 0 as written.
    SizeMissing,
    /// Cells of a column that are stretches of time. `{0}` = column, `{1}` = the unit that they were read to.
    StretchCells,
    /// Those among them that are written as on a clock. Arguments as above.
    ClockCells,
    /// Cells of a column in degrees with minutes, or with a hemisphere, read to decimal degrees. `{0}` = column.
    DegreeCells,
    /// A column whose number style is undecidable from its cells. `{0}` = column, `{1}` = the reading chosen.
    AmbiguousNumbers,
    /// Dates among the numbers of a column, as spreadsheets make them of `19.6`. `{0}` = column, `{1}` = such a cell.
    DatesAmongNumbers,
    /// A column whose dates could be day-first or month-first. `{0}` = column.
    AmbiguousDates,
    /// Reading stopped at the limit of rows or bytes. `{0}` = the limit.
    Truncated,
    /// The portal answered fewer rows than it announced. `{0}` = received, `{1}` = announced.
    FewerRows,
    /// The table is a sample: stretches of rows at even distances. `{0}` = rows, `{1}` = of how many, `{2}` =
    /// how many stretches.
    SpreadSample,
    /// The table is a sample: the first rows. `{0}` = how many.
    FirstRows,
    /// Only some columns of the table were read. `{0}` = which.
    SomeColumns,
    /// The rows stay at the portal, whose types decide how columns are read. `{0}` = of how many first rows
    /// the evidence is.
    KeptAtPortal,
    /// Words are in the order of the portal's database. `{0}` = the column.
    PortalOrder,
    /// The portal puts cells that are no number before the largest number. `{0}` = the column.
    PortalNumbers,
    /// The portal could not do a step; its rows were fetched and the rest was done here. `{0}` = rows.
    FinishedHere,
    /// A record of the portal's answer was not understood and left out. `{0}` = why.
    SkippedRecord,
    /// Rows left out of a figure because the value was missing. `{0}` = column.
    MissingLeftOut,
    /// Rows whose region was not recognised. `{0}` = some of the names.
    UnmatchedRegions,
    /// Categories beyond the largest ones were summed up as "others". `{0}` = how many categories.
    OthersFolded,
    /// Categories beyond the first ones are not drawn, because their values cannot be added up.
    /// `{0}` = how many are drawn, `{1}` = how many are not.
    CategoriesNotShown,
    /// Missing values that have no height in a stack.
    StackedAsZero,
    /// Values below zero are no parts of a whole; they are drawn as bars.
    NegativeParts,
    /// Remarks on a chart that has no axes to put them on.
    RemarksWithoutAxes,
    /// Remarks whose values lie outside of the chart.
    RemarksOutside,
    /// Series that a person hid. `{0}` = their names.
    SeriesHidden,
    /// Only a stretch is drawn; counted are the values outside of it.
    WindowShown,
    /// The stretch that was to be drawn holds nothing, so everything is drawn.
    WindowEmpty,
    /// Layers over a chart that has no room for them.
    LayersNotDrawn,
    /// Values of zero or less on a logarithmic scale.
    NotPositive,
    /// Dates are marked: what they are, who set them.
    EventDates,
    /// Periods without a value between the first and the last; the line is broken there.
    PeriodsMissing,
    /// A column's role: its header says so. `{0}` = the word.
    RoleHeader,
    /// A column's role: that many cells look like it. `{0}` = of how many.
    RoleCells,
    /// A column's role: the unit beside. `{0}` = the unit.
    RoleUnit,
    /// A column's role: the title of the table or the file's name. `{0}` = the word.
    RoleTitle,
    /// A column's role: another column shows it. `{0}` = that column.
    RoleNeighbour,
    /// A column's role: only one system writes codes so. `{0}` = the system, `{1}` = such a code.
    RoleCodeForm,
    /// A column's role: only one system has the code. `{0}` = the system, `{1}` = the code.
    RoleCodeSet,
    /// A column's role: the name beside the code. `{0}` = the system, `{1}` = code and name.
    RoleCodeName,
    /// A column's role: the codes are valid in both systems.
    RoleCodeOpen,
    /// A column's role: the range of its values. `{0}` = the smallest, `{1}` = the largest.
    RoleRange,
    /// A column's role: few texts in many cells. `{0}` = how many texts.
    RoleDistinct,
    /// A column's role: many texts. `{0}` = how many.
    RoleManyTexts,
    /// A column's role: its numbers count the rows.
    RoleSequence,
    /// A column's role: whole numbers.
    RoleWhole,
    /// A column's role: numbers with fractions.
    RoleFractions,
    /// A column's role: known names of regions. `{0}` = of how many, `{1}` = one of them.
    RolePlaces,
    /// A column's role: rows are foods, so numbers are prices.
    RolePrices,
    /// A column's role: the labels of the rows.
    RoleLabels,
    /// A column's role: the file shows its numbers as percentages.
    RoleFormat,
    /// A column's numbers are counted in more than ones. `{0}` = in what, `{1}` = how many ones.
    RoleMultiplier,
    /// A column's role: its cells are stretches of time, or its header names a unit of time. `{0}` = the unit.
    RoleStretch,
    /// A column's role: letters of a hemisphere. `{0}` = of how many cells.
    RoleHemisphere,
    /// A column's role: its texts are one for yes and one for no. `{0}` = for yes, `{1}` = for no.
    RoleTruth,
    /// A column's role: its only text is a tick. `{0}` = the tick.
    RoleTick,
    /// A column's role: its numbers are nothing but 0 and 1.
    RoleZeroOne,
    /// A column's role: the person says so.
    RoleChosen,
    /// A column's role: nothing in it.
    RoleEmpty,
    /// Tables of one shape became one. `{0}` = their names.
    United,
    /// Tables with other columns were left out of it. `{0}` = their names.
    OtherShape,
    /// Files or sheets that cannot be read were left out. `{0}` = their names.
    NotReadable,
    /// Columns became rows. `{0}` = rows before, `{1}` = rows after.
    Unfolded,
    /// Columns that are totals of those that became rows were left out. `{0}` = their names.
    UnfoldLeftOut,
    /// A column that looks like numbers of people's identity cards or family cards. `{0}` = column.
    PersonalNumber,
    /// A column that looks like mobile phone numbers. `{0}` = column.
    PersonalPhone,
    /// A column that looks like e-mail addresses. `{0}` = column.
    PersonalEmail,
    /// Names of people beside where they live. `{0}` = column of the names, `{1}` = of the addresses.
    PersonalNames,
    /// Reading stopped at the limit of cells. `{0}` = how many were read.
    TooManyCells,
    /// Cells beyond the limit of columns were left out. `{0}` = the limit.
    TooManyColumns,
    /// The file ends in the middle of its data.
    CutShort,
    /// Bytes of the file changed on its way: its own sum does not fit, or its compression makes no sense.
    Damaged,
    /// The file is a page for reading; its tables were taken out of it.
    WebPage,
    /// Most regions of a map share one class. `{0}` = how many, `{1}` = of how many.
    ClassesSkewed,
    /// Equal values made fewer classes than wanted. `{0}` = how many classes, `{1}` = how many wanted.
    ClassesTied,
    /// Classes of a map without a region.
    ClassesEmpty,
    /// Totals are mapped, not rates.
    TotalsMapped,
    /// Regions whose mean or median rests on few values. `{0}` = fewer than how many.
    SmallNumbers,
    /// Map: rows whose latitude and longitude cannot be. Args: the column of latitudes.
    ImpossiblePlaces,
}

/// Why something could not be done, with what the person can do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What happened; the sentence and the next step are in `i18n::problems`.
    pub code: ProblemCode,
    /// Values for the sentence's placeholders `{0}`, `{1}` …
    #[serde(default)]
    pub args: Vec<String>,
    /// Technical detail, shown folded; sensitive parts (addresses) last.
    #[serde(default)]
    pub detail: Option<String>,
}

impl Problem {
    /// A problem without arguments.
    pub fn new(code: ProblemCode) -> Self {
        Self { code, args: Vec::new(), detail: None }
    }

    /// The same problem with an argument more for its sentence.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// The same problem with a technical detail.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// Every kind of failure; one sentence and one next step each in `i18n::problems`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemCode {
    /// The browser is offline.
    Offline,
    /// The server answers, but does not let other pages read the answer (CORS). `{0}` = host.
    Refused,
    /// Nothing answers at the address. `{0}` = host.
    Unreachable,
    /// An `http:` address asked from an `https:` page. `{0}` = host.
    MixedContent,
    /// No answer in time. `{0}` = host, `{1}` = seconds.
    Timeout,
    /// The transfer broke off before its end. `{0}` = host.
    BrokenOff,
    /// An HTTP error status. `{0}` = host, `{1}` = status.
    HttpStatus,
    /// The portal or file does not exist (404). `{0}` = what was asked.
    NotFound,
    /// Access is forbidden or needs an account. `{0}` = host.
    Forbidden,
    /// The portal answers only with the person's own key, and there is none. `{0}` = host.
    NeedsKey,
    /// The portal did not understand the search words. `{0}` = the words.
    BadQuery,
    /// The answer is not what the portal's interface promises. `{0}` = host.
    BadAnswer,
    /// The answer or file is larger than the limit. `{0}` = limit, human-readable.
    TooLarge,
    /// What a compressed file expands to is larger than the limit. `{0}` = limit, human-readable.
    ExpandsTooFar,
    /// No portal was recognised at the address. `{0}` = the address.
    NotAPortal,
    /// The address is not a web address. `{0}` = the text.
    BadAddress,
    /// The file is empty.
    EmptyFile,
    /// The file is an HTML page (a login or landing page), not data.
    HtmlInsteadOfData,
    /// The file's format cannot be opened yet. `{0}` = the format found in its bytes.
    UnsupportedFormat,
    /// The bytes are not text in any known encoding.
    NotText,
    /// The file has a header but no rows.
    NoRows,
    /// The rows of the `DataStore` are not there although announced.
    NoDataStore,
    /// The person cancelled.
    Cancelled,
    /// A column named in a plan does not exist. `{0}` = column.
    NoSuchColumn,
    /// A step of a plan does not fit its column. `{0}` = column, `{1}` = step.
    BadStep,
    /// The table was closed or the worker restarted; open it again.
    TableGone,
    /// The shared link or document could not be read. `{0}` = why, in a word.
    BadDocument,
    /// The document was made by a newer Jelajah. `{0}` = its version.
    NewerDocument,
    /// A change to the story was refused, nothing was changed. `{0}` = why, in a word; `{1}` = what or how many.
    EditRefused,
    /// The browser's storage is full or closed to us.
    Storage,
    /// The worker stopped; it was started anew.
    WorkerStopped,
    /// A figure needs a column that the data does not have. `{0}` = column.
    FigureNeedsColumn,
    /// Nothing to draw: no row has a value. `{0}` = column.
    NothingToDraw,
    /// The file is a PDF: made to be read, not to be counted with.
    PdfFile,
    /// The file is a picture.
    PictureFile,
    /// The file is damaged. `{0}` = the format found in its bytes.
    BrokenFile,
    /// The file is protected by a password. `{0}` = the format.
    ProtectedFile,
    /// The portal gave no answer in its isolated frame, where its reason cannot be read. `{0}` = host.
    FrameSilent,
    /// The table is too large to be opened before the person has said how much of it is wanted.
    ExtentNeeded,
    /// A map needs to know in which grid a file's coordinates are.
    NeedsGrid,
    /// The portal cannot do a step on its rows, and they are too many to be fetched. `{0}` = rows, `{1}` = how
    /// many can be fetched.
    NotAtPortal,
}
