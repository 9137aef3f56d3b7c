"""Writes the files beside it and what is to be read from them, for `tests/parquet.rs`.

    python3 -m venv somewhere && somewhere/bin/pip install pyarrow polars duckdb fastparquet pandas shapely
    somewhere/bin/python tests/parquet/make.py tests/parquet

Another folder and a larger number of rows as second argument make a harder test of the same kind. What is expected
comes from pyarrow's own reading, shown as the app shows it.
"""

import datetime, decimal, json, pathlib, random, sys

import duckdb, fastparquet, numpy, polars, shapely
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = pathlib.Path(sys.argv[1])
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 9
CHANCE = random.Random(7)
EXPECTED = {}


def real(value):
    """A double as Rust shows it."""
    if value != value:
        return ""
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    text = format(decimal.Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clock(nanos):
    second, part = divmod(nanos, 10**9)
    part = "." + str(part).rjust(9, "0").rstrip("0") if part else ""
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}{part}"


def moment(nanos, zone):
    days, nanos = divmod(nanos, 86400 * 10**9)
    day = (datetime.date(1970, 1, 1) + datetime.timedelta(days=days)).isoformat()
    return f"{day}T{clock(nanos)}{zone}" if nanos else day


def cell(value, kind):
    if value is None:
        return ""
    if pa.types.is_boolean(kind):
        return "true" if value else "false"
    if pa.types.is_float32(kind):
        return real(float(str(numpy.float32(value))))
    if pa.types.is_floating(kind):
        return real(value)
    if pa.types.is_decimal(kind):
        text = format(value, "f")
        short = abs(int(value.scaleb(kind.scale, decimal.Context(prec=80)))) <= 2**53
        return text.rstrip("0").rstrip(".") if short and "." in text else text
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return ", ".join(cell(one, kind.value_type) for one in value)
    if isinstance(value, bytes):
        if not any(byte < 9 or 14 <= byte < 32 for byte in value):
            return value.decode("utf-8", "replace")
        return "0x" + value[:64].hex() + ("…" if len(value) > 64 else "")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


UNITS = {"s": 10**9, "ms": 10**6, "us": 1000, "ns": 1}


def columns(name, values):
    """The columns that a column becomes, with their texts."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    if pa.types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    kind, plain = values.type, values.to_pylist() if not pa.types.is_temporal(values.type) else []
    if pa.types.is_struct(kind):
        for field in kind:
            inner = [None if one is None else one[field.name] for one in plain]
            yield from columns(f"{name}.{field.name}", pa.array(inner, field.type))
    elif pa.types.is_map(kind):
        for at, part, inner in [(0, "key", kind.key_type), (1, "value", kind.item_type)]:
            yield f"{name}.{part}", ["" if one is None else ", ".join(cell(pair[at], inner) for pair in one) for one in plain]
    elif pa.types.is_timestamp(kind):
        zone = "Z" if kind.tz else ""
        numbers = values.cast(pa.int64()).to_pylist()
        yield name, ["" if one is None else moment(one * UNITS[kind.unit], zone) for one in numbers]
    elif pa.types.is_time(kind):
        numbers = values.cast(pa.int32() if kind.bit_width == 32 else pa.int64()).to_pylist()
        yield name, ["" if one is None else clock(one * UNITS[kind.unit]) for one in numbers]
    else:
        yield name, [cell(one, kind) for one in values.to_pylist()]


def expect(file, table):
    own = [column for name in table.column_names for column in columns(name, table[name])]
    EXPECTED[file] = {"columns": [name for name, _ in own], "rows": [list(row) for row in zip(*(texts for _, texts in own))]}


def arrow(file, table, **how):
    pq.write_table(table, FOLDER / file, **how)
    expect(file, table)


def some(make, share=0.2):
    return [None if CHANCE.random() < share else make() for _ in range(ROWS)]


WORDS = ["Bogor", "Kota Bandung", "", "Cimahi, Jawa Barat", 'Aceh "Barat"', "Düren", "長い"]
word = lambda: CHANCE.choice(WORDS)
whole = lambda low, high: lambda: CHANCE.choice([CHANCE.randint(low, high), CHANCE.randint(0, 9)])
near = datetime.datetime(2019, 12, 31, 23, 59, 59, 123456)
number = lambda places, digits: lambda: decimal.Decimal(CHANCE.randint(-10**digits, 10**digits)).scaleb(-places, decimal.Context(prec=60))
TABLE = pa.table({
    "bool": pa.array(some(lambda: CHANCE.random() < 0.5)),
    "i8": pa.array(some(whole(-128, 127)), pa.int8()),
    "u16": pa.array(some(whole(0, 65535), 0), pa.uint16()),
    "i32": pa.array(some(whole(-(2**31), 2**31 - 1)), pa.int32()),
    "u32": pa.array(some(whole(0, 2**32 - 1)), pa.uint32()),
    "i64": pa.array(some(whole(-(2**63), 2**63 - 1)), pa.int64()),
    "u64": pa.array(some(whole(0, 2**64 - 1)), pa.uint64()),
    "f32": pa.array(some(lambda: CHANCE.choice([0.1, -2.5, 1e10, 3.14159, float("nan"), float("inf")])), pa.float32()),
    "f64": pa.array(some(lambda: CHANCE.choice([0.1, -1e-7, 12.508, 1e21, CHANCE.gauss(0, 1)])), pa.float64()),
    "text": pa.array(some(word)),
    "long": pa.array([f"Kelurahan {at}, Kecamatan {at // 7}" for at in range(ROWS)]),
    "kind": pa.array(some(word)).dictionary_encode(),
    "bytes": pa.array(some(lambda: CHANCE.randbytes(CHANCE.choice([3, 9, 70]))), pa.binary()),
    "day": pa.array(some(lambda: datetime.date(2024, 1, 1) + datetime.timedelta(days=CHANCE.randint(-40000, 9000))), pa.date32()),
    "ms": pa.array(some(lambda: near + datetime.timedelta(milliseconds=CHANCE.randint(-10**12, 10**11))), pa.timestamp("ms")),
    "us": pa.array(some(lambda: near + datetime.timedelta(microseconds=CHANCE.randint(-10**15, 10**14))), pa.timestamp("us")),
    "ns": pa.array(some(lambda: 1_600_000_000_123_456_789 + CHANCE.randint(-10**18, 10**17)), pa.timestamp("ns")),
    "utc": pa.array(some(lambda: near + datetime.timedelta(hours=CHANCE.randint(-10**5, 10**4))), pa.timestamp("us", tz="UTC")),
    "midnight": pa.array([datetime.datetime(2024, 3, 1) + datetime.timedelta(days=at) for at in range(ROWS)], pa.timestamp("us")),
    "clock": pa.array(some(lambda: CHANCE.randint(0, 86399999)), pa.int32()).cast(pa.time32("ms")),
    "dec9": pa.array(some(number(2, 8)), pa.decimal128(9, 2)),
    "dec18": pa.array(some(number(4, 17)), pa.decimal128(18, 4)),
    "dec38": pa.array(some(number(6, 37)), pa.decimal128(38, 6)),
    "list": pa.array(some(lambda: [CHANCE.choice([1, 2, None, 3]) for _ in range(CHANCE.randint(0, 4))]), pa.list_(pa.int32())),
    "struct": pa.array(some(lambda: {"a": CHANCE.choice([None, 1, 2]), "b": {"c": word()}}),
                       pa.struct([("a", pa.int64()), ("b", pa.struct([("c", pa.string())]))])),
    "none": pa.array([None] * ROWS, pa.string()),
})

encodings = {
    **dict.fromkeys(["i8", "u32", "i64", "u64", "us"], "DELTA_BINARY_PACKED"), "text": "DELTA_LENGTH_BYTE_ARRAY",
    "long": "DELTA_BYTE_ARRAY", **dict.fromkeys(["f32", "f64", "dec38", "day"], "BYTE_STREAM_SPLIT"), "bool": "RLE",
}
arrow("arrow-zstd.parquet", TABLE, compression="zstd", use_dictionary=False, column_encoding=encodings, data_page_version="2.0")
arrow("arrow-brotli.parquet", TABLE.select(["text", "long", "i64", "f64", "list"]), compression="brotli", row_group_size=4)
arrow("arrow-pages.parquet", TABLE.select(["kind", "text", "ns"]), compression="snappy", data_page_size=32, write_batch_size=2,
      dictionary_pagesize_limit=64)
arrow("arrow-int96.parquet", TABLE.select(["ms", "us"]), compression="gzip", use_deprecated_int96_timestamps=True)
arrow("arrow-empty.parquet", TABLE.select(["text", "f64"]).slice(0, 0))
arrow("arrow-others.parquet", pa.table({
    "half": pa.array(numpy.array([0.5, -1.25, 65504, 6e-8], dtype="float16")),
    "map": pa.array([[("a", 1), ("b", 2)], None, [], [("c", None)]], pa.map_(pa.string(), pa.int32())),
    "four": pa.array([b"abcd", None, b"\0\1\2\3", b"efgh"], pa.binary(4)),
}), compression="lz4")

polars.from_arrow(TABLE.select(["text", "kind", "i64", "f64", "day", "us", "dec18", "list", "struct"])).write_parquet(FOLDER / "polars.parquet")
expect("polars.parquet", pq.read_table(FOLDER / "polars.parquet"))

some_columns = TABLE.drop_columns(["none", "ns", "bytes", "u64", "u16", "midnight"])
with duckdb.connect() as connection:
    connection.register("table_of_all", some_columns)
    connection.execute(f"COPY table_of_all TO '{FOLDER / 'duckdb.parquet'}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2)")
expect("duckdb.parquet", some_columns)

frame = TABLE.select(["f64", "text", "long", "ns"]).to_pandas()
fastparquet.write(str(FOLDER / "fastparquet.parquet"), frame, compression="LZ4", row_group_offsets=[0, ROWS // 2])
expect("fastparquet.parquet", TABLE.select(["f64", "text", "long", "ns"]))

shapes = [shapely.Point(107.6, -6.9), shapely.box(106, -7, 108, -6), None, shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 1)]])]
eastings = [shapely.Point(787_000, 9_236_000), shapely.box(780_000, 9_230_000, 790_000, 9_240_000)]
for file, own, crs in [("geo.parquet", shapes, None), ("geo-utm.parquet", eastings, {"id": {"authority": "EPSG", "code": 32748}})]:
    names = pa.array(["Bandung", "Jawa Barat", "?", "Jalan"][: len(own)])
    said = {"encoding": "WKB", "geometry_types": [], **({"crs": crs} if crs else {})}
    said = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": said}}
    places = pa.table({"nama": names, "geometry": pa.array([one and shapely.to_wkb(one) for one in own])})
    with pq.ParquetWriter(FOLDER / file, places.schema, store_schema=False, compression="zstd") as writer:
        writer.write_table(places)
        writer.add_key_value_metadata({"geo": json.dumps(said)})
    expect(file, pa.table({"nama": names}))

with open(FOLDER / "expected.json", "w", encoding="utf-8") as out:
    lines = (f"{json.dumps(name)}: {json.dumps(own, ensure_ascii=False, separators=(',', ':'))}" for name, own in sorted(EXPECTED.items()))
    out.write("{\n" + ",\n".join(lines) + "\n}\n")
