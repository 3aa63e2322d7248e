-- The published database: what etl/ writes and dashboard/ reads. One file a version, never changed.
-- Its schema version is a hash of these statements: see etl/published/schema.py.

CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR);

CREATE TABLE agency (
    agency VARCHAR PRIMARY KEY, adcode VARCHAR, province VARCHAR, city VARCHAR, district VARCHAR,
    level VARCHAR, trade VARCHAR,
    population BIGINT, population_year INTEGER, population_source VARCHAR
);

CREATE TABLE indicator (
    id VARCHAR PRIMARY KEY, theme VARCHAR, name_zh VARCHAR, name_en VARCHAR, unit VARCHAR,
    definition VARCHAR, counts VARCHAR[], excludes VARCHAR[], position INTEGER
);

CREATE TABLE report (
    report_id VARCHAR PRIMARY KEY, agency VARCHAR, title VARCHAR, kind VARCHAR, year INTEGER,
    period_start DATE, period_end DATE, published DATE, extent VARCHAR, url VARCHAR,
    document VARCHAR, sha256 VARCHAR, has_document BOOLEAN
);

-- year is that of period_end: a prior-year value quoted for comparison belongs to its own year.
-- figure_id is a hash of report_id, place and content, so that a link survives a rebuild.
-- whole: why it may stand as the total (stated, sum, only), '' where nothing proves that it does; doubts: what
-- speaks against it, codes joined by blanks; heading_unit: what a table's heading multiplied printed with.
-- Rows are written in order of (indicator, year, agency).
CREATE TABLE figure (
    figure_id BIGINT, report_id VARCHAR, agency VARCHAR, year INTEGER, ordinal INTEGER,
    start_offset INTEGER, end_offset INTEGER, printed VARCHAR,
    value DECIMAL(24, 6), value_high DECIMAL(24, 6), approx VARCHAR, unit VARCHAR,
    indicator VARCHAR, label VARCHAR, measure VARCHAR, scope VARCHAR, body VARCHAR,
    campaign VARCHAR, sector VARCHAR, part VARCHAR, period_start DATE, period_end DATE,
    section VARCHAR, sentence VARCHAR, sentence_start INTEGER, status VARCHAR, rule VARCHAR,
    heading_unit VARCHAR, whole VARCHAR, doubts VARCHAR
);

-- At most one row per (indicator, year, agency, scope): see etl/published/headline.py.
CREATE TABLE headline (
    indicator VARCHAR, year INTEGER, agency VARCHAR, scope VARCHAR,
    value DECIMAL(24, 6), value_high DECIMAL(24, 6), approx VARCHAR, unit VARCHAR,
    derived BOOLEAN, campaign VARCHAR, part VARCHAR, period_start DATE, period_end DATE,
    report_id VARCHAR, kind VARCHAR, status VARCHAR, figure_ids BIGINT[], conflict BOOLEAN,
    printed VARCHAR, label VARCHAR, report_year INTEGER, stated_by VARCHAR
);

-- Figures of an indicator of which none can stand for the whole, and why: see etl/published/headline.py.
CREATE TABLE no_headline (
    indicator VARCHAR, year INTEGER, agency VARCHAR, reason VARCHAR, figure_ids BIGINT[]
);

-- One row a report: how many figures it has, so that no page counts them. `extent` is the report's.
CREATE TABLE report_count (
    report_id VARCHAR, agency VARCHAR, year INTEGER, extent VARCHAR,
    figures INTEGER, reviewed INTEGER, without_indicator INTEGER
);

-- Every distinct text that a search looks into, numbered from 1: kind label (with its indicator), limits
-- (campaign, sector, part, body, a line each), agency, number (as printed, with its value). See
-- etl/published/search_index.py.
CREATE TABLE search_term (
    term INTEGER, kind VARCHAR, text VARCHAR, indicator VARCHAR, value DECIMAL(24, 6), figures BIGINT
);

-- The figures of each term, newest year first, in it by term and agency. label, limits (0: none), agency and
-- number are the figure's terms, row its rowid in `figure`; the other columns are the figure's own.
CREATE TABLE search_figure (
    term INTEGER, year INTEGER, label INTEGER, limits INTEGER, agency INTEGER, number INTEGER, row BIGINT,
    scope VARCHAR, approx VARCHAR, status VARCHAR, measure VARCHAR, campaign VARCHAR,
    period_start DATE, period_end DATE
);

-- Names that a search leads to: kind indicator (target: its id), agency (itself), region (the code's prefix);
-- pinyin without tones, and initials. See etl/published/search_names.py.
CREATE TABLE search_name (kind VARCHAR, name VARCHAR, target VARCHAR, pinyin VARCHAR, initials VARCHAR);

-- Headlines far from their peers (same indicator, year, scope, level, length of period): see etl/published/outliers.py.
CREATE TABLE outlier (
    indicator VARCHAR, year INTEGER, agency VARCHAR, scope VARCHAR,
    value DECIMAL(24, 6), approx VARCHAR, unit VARCHAR, derived BOOLEAN, campaign VARCHAR,
    period_start DATE, period_end DATE, report_id VARCHAR, status VARCHAR, figure_ids BIGINT[],
    printed VARCHAR, peers INTEGER, median DOUBLE, score DOUBLE
);

-- What figures without indicator count, in the whole country and all years: the commonest.
CREATE TABLE unsorted_label (
    label VARCHAR, unit VARCHAR, measure VARCHAR, figures BIGINT, agencies BIGINT, figure_ids BIGINT[]
);

-- Stated against recomputed, and conflicts between reports: see etl/published/checks/.
CREATE TABLE quality_check (
    check_id BIGINT, kind VARCHAR, report_id VARCHAR, agency VARCHAR, year INTEGER, indicator VARCHAR,
    stated DECIMAL(24, 6), recomputed DECIMAL(24, 6), agrees BOOLEAN,
    figure_ids BIGINT[], explanation VARCHAR
);

-- Reports that are alike, addresses that are shared, figures that never change: see etl/published/likeness/.
-- other_id: the report that this one is like, '' for kind unchanged; shares (0 to 1) of what the report says
-- that the other says, too, NULL where too little of it can be compared. place: 0 for what is to be told first,
-- the likest; in this order.
CREATE TABLE likeness (
    place INTEGER, likeness_id BIGINT, kind VARCHAR, report_id VARCHAR, agency VARCHAR, year INTEGER,
    other_id VARCHAR, other_agency VARCHAR, indicator VARCHAR, text_share DOUBLE, number_share DOUBLE,
    figure_ids BIGINT[], explanation VARCHAR
);

-- The figures and headlines once more, in order of place (adcode, agency), for questions about some agencies:
-- see etl/published/places.py. Offsets and sentences stay in `figure`.
CREATE TABLE figure_by_place (
    adcode VARCHAR, figure_id BIGINT, report_id VARCHAR, agency VARCHAR, year INTEGER, ordinal INTEGER,
    printed VARCHAR, value DECIMAL(24, 6), value_high DECIMAL(24, 6), approx VARCHAR, unit VARCHAR,
    indicator VARCHAR, label VARCHAR, measure VARCHAR, scope VARCHAR, body VARCHAR,
    campaign VARCHAR, sector VARCHAR, part VARCHAR, period_start DATE, period_end DATE,
    section VARCHAR, status VARCHAR, rule VARCHAR, heading_unit VARCHAR, whole VARCHAR, doubts VARCHAR
);
CREATE TABLE headline_by_place (
    adcode VARCHAR, indicator VARCHAR, year INTEGER, agency VARCHAR, scope VARCHAR,
    value DECIMAL(24, 6), value_high DECIMAL(24, 6), approx VARCHAR, unit VARCHAR,
    derived BOOLEAN, campaign VARCHAR, part VARCHAR, period_start DATE, period_end DATE,
    report_id VARCHAR, kind VARCHAR, status VARCHAR, figure_ids BIGINT[], conflict BOOLEAN,
    printed VARCHAR, label VARCHAR, report_year INTEGER, stated_by VARCHAR
);

-- In which row of `figure` (rowid) a figure stands; in order of figure_id.
CREATE TABLE figure_row (figure_id BIGINT, row BIGINT);

-- One row an agency and year of which there is a report; in_full: one of them was read in full.
CREATE TABLE reporting (
    adcode VARCHAR, agency VARCHAR, level VARCHAR, trade VARCHAR, year INTEGER, in_full BOOLEAN
);

-- The years in which an agency has a headline of an indicator, of any scope, own, and system, as bits: the
-- bit of a year is that of its position in `year_bit`. In order of place.
CREATE TABLE year_bit (year INTEGER, position INTEGER);
CREATE TABLE told (
    adcode VARCHAR, agency VARCHAR, level VARCHAR, trade VARCHAR, indicator VARCHAR,
    years BIGINT, own_years BIGINT, system_years BIGINT
);
