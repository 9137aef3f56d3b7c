//! Small tables, in the shapes of public ones, with the roles of their columns.

use crate::ingest::{Options, read_all};

/// Roles by their serialised names, in the order of the columns.
fn check_named(name: &str, text: &str, want: &str) {
    let options = Options { name: Some(name.to_owned()), ..Options::default() };
    let table = read_all(text.as_bytes(), options).expect("the text is a table");
    let got: Vec<String> =
        table.fields().iter().map(|field| format!("{}={}", field.name, field.role().name())).collect();
    let names = table.fields().iter().map(|field| field.name.as_str());
    let want: Vec<String> = names.zip(want.split_whitespace()).map(|(name, role)| format!("{name}={role}")).collect();
    assert_eq!(got, want, "{text}");
    for field in table.fields() {
        let verdict = field.evidence.role.as_ref().expect("every column has a role");
        assert!(!verdict.why.is_empty(), "{} has no reason", field.name);
    }
}

fn check(text: &str, want: &str) {
    check_named("data.csv", text, want);
}

#[test]
fn satu_data_columns() {
    check(
        "id,kode_provinsi,nama_provinsi,kode_kabupaten_kota,nama_kabupaten_kota,jumlah_kasus,satuan,tahun\n\
         1,32,JAWA BARAT,3201,KABUPATEN BOGOR,45,KASUS,2020\n2,32,JAWA BARAT,3202,KABUPATEN SUKABUMI,234,KASUS,2020\n\
         3,32,JAWA BARAT,3203,KABUPATEN CIANJUR,789,KASUS,2021\n",
        "id code_region_bps name_province code_region_bps name_kabkota integer unit year",
    );
    check(
        "periode_data;wilayah;kecamatan;kelurahan;jenis_kelamin;usia;jumlah\n\
         2021;JAKARTA PUSAT;GAMBIR;GAMBIR;Laki-laki;0-4;512\n2021;JAKARTA PUSAT;GAMBIR;CIDENG;Perempuan;0-4;431\n\
         2021;JAKARTA UTARA;KOJA;LAGOA;Perempuan;5-9;777\n2021;JAKARTA UTARA;KOJA;LAGOA;Laki-laki;5-9;801\n",
        "period name_kabkota name_kecamatan name_desa category category integer",
    );
    check(
        "tanggal,pasar,komoditas,harga,perubahan_persen\n2024-01-01,Pasar Baru,Beras,13500,1.5\n\
         2024-01-02,Pasar Baru,Beras,13600,0.7\n2024-01-01,Pasar Lama,Cabai,45000,-3.2\n2024-01-02,Pasar Lama,Cabai,44000,-2.2\n",
        "date category category currency percent",
    );
    check(
        "no,npsn,nama_sekolah,bentuk_pendidikan,status,alamat,lintang,bujur,jumlah_siswa\n\
         1,20219150,SMAN 3 Bandung,SMA,Negeri,Jl. Belitung 8,-6.911,107.615,980\n\
         2,20219151,SMAS Trinitas,SMA,Swasta,Jl. Kebon Jati 209,-6.917,107.597,210\n\
         3,20219152,SMKN 4,SMK,Negeri,Jl. Kliningan 6,-6.941,107.629,1450\n",
        "id code_other text category category text latitude longitude integer",
    );
}

#[test]
fn what_lies_in_store_has_no_price() {
    let text = "tanggal,komoditas,harga,stok\n2024-01-01,Beras,13500,12000\n2024-01-02,Beras,13600,11500\n\
                2024-01-01,Cabai,45000,2300\n2024-01-02,Cabai,44000,1900\n";
    check_named("prices.csv", text, "date category currency integer");
}

#[test]
fn statistical_tables() {
    check(
        "Provinsi;Luas Panen (ha);Produktivitas (kw/ha);Produksi (ton)\nACEH;329515,7;55,03;1813453\n\
         SUMATERA UTARA;405109,4;51,65;2092315\nRIAU;64733,1;37,64;243685\n",
        "name_province decimal decimal integer",
    );
    check(
        "Provinsi;Persentase Penduduk Miskin;Garis Kemiskinan (Rupiah/Kapita/Bulan);Gini Rasio;Jumlah Penduduk Miskin (Ribu Jiwa)\n\
         ACEH;14,75;617293;0,291;818,5\nSUMATERA UTARA;8,33;602999;0,309;1262,1\nRIAU;6,84;640284;0,323;493,2\n",
        "name_province percent currency decimal decimal",
    );
    check(
        "Lapangan Usaha;2021;2022;2023\nA Pertanian;2253836,6;2428900,5;2617670,0\nB Pertambangan;1523650,1;2393390,9;2198018,0\n\
         C Pengolahan;3266903,5;3591774,4;3900061,7\n",
        "category decimal decimal decimal",
    );
    check_named(
        "PDRB atas dasar harga berlaku (juta rupiah).csv",
        "Lapangan Usaha;2021;2022;2023\nA Pertanian;2253836,6;2428900,5;2617670,0\nB Pertambangan;1523650,1;2393390,9;2198018,0\n\
         C Pengolahan;3266903,5;3591774,4;3900061,7\n",
        "category currency currency currency",
    );
    check_named(
        "inflasi-bulanan.csv",
        "Bulan;2022;2023\nJanuari;0,56;0,34\nFebruari;-0,02;0,16\nMaret;0,66;0,18\n",
        "month percent percent",
    );
    check(
        "Tahun,Triwulan,NTP,Tingkat Penghunian Kamar,Wisatawan Mancanegara\n2022,I,108.46,45.2,1205\n2022,II,106.82,49.9,2210\n\
         2023,I,109.84,47.3,3301\n2023,II,110.41,52.6,4120\n",
        "year period decimal percent integer",
    );
}

#[test]
fn codes_of_both_systems() {
    check("kode;wilayah\n11;ACEH\n91;PAPUA BARAT\n94;PAPUA\n", "code_region_bps name_province");
    check("kode;wilayah\n11;ACEH\n91;PAPUA\n92;PAPUA BARAT\n", "code_region_kemendagri name_province");
    check("kode;nama\n32.73.01;SUKASARI\n32.73.02;COBLONG\n", "code_region_kemendagri name_kecamatan");
    check(
        "kdprov,kdkab,kdkec,nmkec\n32,73,010,BANDUNG KULON\n32,73,020,BABAKAN CIPARAY\n",
        "code_region_bps code_region_bps code_region_bps name_kecamatan",
    );
    check(
        "prov_id,prov_name,kab_id,kab_name\n1,ACEH,1,ACEH BARAT\n2,SUMUT,5,ASAHAN\n3,SUMBAR,7,AGAM\n",
        "code_other name_province code_other name_kabkota",
    );
    check("id,name\n11,ACEH\n12,SUMATERA UTARA\n94,PAPUA\n", "code_region_bps name_province");
    check("id,jenis\n11,A\n12,B\n13,A\n14,B\n", "id category");
    check("kode_pos,kelurahan\n40132,LEBAK GEDE\n40134,SEKELOA\n", "code_other name_desa");
    check(
        "province_code,regency_code,district_code,name\n32,32.73,32.73.01,Sukasari\n32,32.73,32.73.02,Coblong\n",
        "code_region_kemendagri code_region_kemendagri code_region_kemendagri name_kecamatan",
    );
}

#[test]
fn words_and_times() {
    check(
        "kelompok umur,kepala_desa,status_desa,jumlah_desa\n0-4,Asep,Maju,5\n5-9,Budi,Mandiri,6\n10-14,Cecep,Maju,7\n0-4,Dedi,Maju,9\n",
        "category text category integer",
    );
    check("tahun_ajaran,semester,nilai\n2022/2023,1,80.5\n2023/2024,2,81.5\n", "period period decimal");
    check("periode,nilai ekspor\n202401,5.5\n202402,6.5\n", "period decimal");
    check(
        "date,positif,sembuh,meninggal\n2020-03-02,2,0,0\n2020-03-03,2,0,0\n2020-03-06,4,0,1\n",
        "date integer integer integer",
    );
    check("Bulan,Harga Beras\nJan-24,13500\nFeb-24,13700\n", "period currency");
    check("city,district,subdistrict,population\nA,B,C,5\nA,B,D,6\n", "name_kabkota name_kecamatan name_desa integer");
    check("X,Y,nama\n107.6,-6.9,a b c\n106.8,-6.2,d e f\n", "longitude latitude text");
    check("latitude,longitude\n107.6,-6.9\n106.8,-6.2\n", "longitude latitude");
    check(
        "Uraian,Satuan,2022,2023\nLuas Wilayah,km2,167.3,167.3\nJumlah Penduduk,jiwa,2461553,2469589\n",
        "text unit decimal decimal",
    );
    check(
        "Commodity,Price,Unit,Area (km2)\nRice,13500,Rp/kg,150\nEgg,28000,Rp/kg,170\nSugar,16000,Rp/kg,90\n",
        "category currency unit integer",
    );
    check("Nama,Keterangan\nA,\nB,\n", "text empty");
    check("No.;Nama Usaha;Omzet\n1.;Warung A;5000000\n2.;Warung B;6500000\n", "id text currency");
}

#[test]
fn what_stands_below_says_nothing() {
    check(
        "kode_provinsi,nama_provinsi,jumlah\n11,ACEH,5\n12,SUMATERA UTARA,7\n13,SUMATERA BARAT,9\n,,\nSumber: BPS,,\n",
        "code_region_bps name_province integer",
    );
}

/// Questions about other columns must not be asked once per pair of columns.
#[test]
fn two_thousand_columns_of_every_kind() {
    for (name, cell) in
        [("wilayah", "Bogor"), ("kode provinsi", "94"), ("nama", "Papua"), ("district", "A"), ("nilai", "5")]
    {
        let names: Vec<String> = (0..2_000).map(|at| format!("{name} {at}")).collect();
        let row = vec![cell; 2_000].join(",");
        let text = format!("{}\n{row}\n{row}\n{row}\n", names.join(","));
        let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
        assert_eq!(table.fields().len(), 2_000);
    }
}

#[test]
fn maps() {
    check(
        "OBJECTID,WADMPR,WADMKK,KDPKAB,Shape_Area\n1,Jawa Barat,Bogor,32.01,0.25\n2,Jawa Barat,Sukabumi,32.02,0.34\n",
        "id name_province name_kabkota code_region_kemendagri decimal",
    );
    check(
        "ADM1_EN,ADM2_EN,ADM2_PCODE,pop\nJawa Barat,Kota Bandung,ID3273,2469589\nJawa Barat,Kota Bogor,ID3271,1070719\n",
        "name_province name_kabkota code_region_bps integer",
    );
}

/// A column of a table of ten regencies, by its header and what stands in it.
fn check_column(header: &str, cells: &[&str], want: &str) {
    let rows: Vec<String> = (0..10).map(|at| format!("Kab. {at} Raya,\"{}\"", cells[at % cells.len()])).collect();
    let text = format!("nama_kabupaten_kota,\"{header}\"\n{}\n", rows.join("\n"));
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    assert_eq!(table.fields()[1].role().name(), want, "{header}: {cells:?}");
}

#[test]
fn headers_say_what_numbers_are() {
    let rates: &[&str] = &["12.31", "98.04", "45.50", "7.25", "66.10"];
    for header in [
        "Suku Bunga",
        "lpe",
        "rasio_elektrifikasi",
        "Tingkat Partisipasi Pemilih",
        "NPL",
        "Distribusi PDRB",
        "Laju Pertumbuhan",
        "Akses Air Minum Layak",
        "Underweight",
    ] {
        check_column(header, rates, "percent");
    }
    for header in ["IPM", "Rasio Gini", "NO2", "Angka Kematian Bayi", "Rasio Jenis Kelamin", "Luas (Ha)"] {
        check_column(header, rates, "decimal");
    }
    let large: &[&str] = &["2500000000", "987654321", "45000000", "7200500"];
    for header in [
        "nilai_kontrak",
        "HPS",
        "Realisasi Investasi",
        "aset_koperasi",
        "Modal Sendiri",
        "NJOP",
        "laba_bersih",
        "nilai_transaksi",
        "PBB",
        "Pagu",
        "Defisit",
        "nilai_tender",
        "Penghimpunan",
    ] {
        check_column(header, large, "currency");
    }
    for header in ["jumlah_transaksi", "Jumlah Wajib Pajak", "jumlah_penduduk"] {
        check_column(header, large, "integer");
    }
    let few: &[&str] = &["12", "7", "31", "18", "94", "22", "11", "53"];
    for header in ["Kecamatan", "Desa", "Kelurahan", "jumlah_aset", "PBI APBN", "Nop", "Objek Pajak"] {
        check_column(header, few, "integer");
    }
    check_column("kode_kecamatan", &["320101", "320102", "320103"], "code_region_kemendagri");
    check_column("NSM", &["111232730001", "111232730002", "111232730013"], "code_other");
    check_column("koordinat_y", &["-6.91234", "-7.10021", "-6.5"], "latitude");
    check_column("koordinat_x", &["107.61234", "106.80021", "108.5"], "longitude");
    check_column("Y", rates, "decimal");
    check_column("kode_sektor", &["A", "B", "C", "M,N"], "code_other");
    for header in ["periode_data", "tahun_bulan", "Bulan"] {
        check_column(header, &["202311", "202312", "202401"], "period");
    }
    check_column("Cluster", &["1", "2", "1", "3"], "category");
    check_column("Kondisi Jalan", &["Baik", "Rusak", "Sedang"], "category");
    check_column("Unit Kerja", &["Dinas A", "Dinas B", "Dinas C", "Dinas D", "Dinas E", "Badan F"], "text");
    check_column("Wilayah Desa/Kota", &["Perkotaan", "Perdesaan", "Perkotaan + Perdesaan"], "category");
}

#[test]
fn names_belong_to_codes_of_as_many_kinds() {
    // Many islands lie in one regency.
    check(
        "code,regency_code,name\n11.01.40001,11.01,Pulau Batu\n11.01.40002,11.01,Pulau Kayee\n11.01.40003,11.01,Pulau Mangki\n\
         11.02.40001,11.02,Pulau Tengku\n11.02.40002,11.02,Pulau Ujung\n11.02.40003,11.02,Pulau Panjang\n",
        "code_other code_region_kemendagri text",
    );
    check(
        "kode,nama\n11.01,Aceh Selatan\n11.02,Aceh Tenggara\n11.03,Aceh Timur\n",
        "code_region_kemendagri name_kabkota",
    );
}

#[test]
fn names_of_a_level_leave_none_for_others() {
    check(
        "kode,kabupaten_kota,nama_caleg,suara\n1102,ACEH TENGGARA,AHMAD,12\n1103,ACEH TIMUR,BUDI,15\n1104,ACEH TENGAH,CITRA,9\n",
        "code_region_bps name_kabkota text integer",
    );
    check(
        "tahun,jenis_pajak,target,realisasi\n2023,PKB,1000000000,900000000\n2023,BBNKB,2000000000,1900000000\n2022,PKB,3000000000,2500000000\n",
        "year category currency currency",
    );
}

#[test]
fn months_of_a_year_run_together_are_read() {
    let text = "periode_data,kota,n\n202311,Bogor,5\n202312,Depok,7\n";
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    let field = &table.fields()[0];
    assert_eq!(field.role().canonical(&table.raw(1, 0)), "2023-12");
    assert_eq!(field.reading, crate::table::Reading::Code);
}

#[test]
fn months_share_their_kind() {
    check(
        "wilayah,sep,okt,nov,des\nBandung,23.0,23.8,23.6,23.3\nBogor,25.0,25.8,25.6,25.3\nKota Cimahi,22.0,22.8,22.6,22.3\n",
        "category decimal decimal decimal decimal",
    );
    check("jenis,okt,nov,des\nSapi,5.0,7.0,9.0\nKuda,6.0,8.0,10.0\n", "category integer integer integer");
}

#[test]
fn rows_with_units_of_their_own_have_no_total() {
    let text = "Indikator,Satuan,2022,2023\nAngka Kematian Ibu,per 100.000,102.3,95.5\nIPM,poin,71.2,72.4\n\
                Jumlah Posyandu Aktif,unit,1150,1230\n";
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    assert!(table.total_rows().is_empty());
}

#[test]
fn small_numbers_below_letters_of_axes_are_no_degrees() {
    check("tempat,x,y\nA,0.187,-0.018\nB,-0.111,0.244\nC,1.0,0.1\n", "category decimal decimal");
    check("tempat,x,y\nA,106.81,-6.2\nB,107.6,-6.9\nC,108.1,-7.3\n", "category longitude latitude");
    check("tempat,y,x\nA,106.81,-6.2\nB,107.6,-6.9\nC,108.1,-7.3\n", "category longitude latitude");
}

#[test]
fn a_region_of_a_region_is_no_total() {
    let text = "kecamatan,rumah_rusak\nKec. Pule Ds. Pakel,2\nKec. Mojo Ds. Blimbing,4\nKec. Silo Ds. Pace,3\n\
                Kab. Sinjai Kec. Sinjai Selatan Ds. Polewali,7\n";
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    assert!(table.total_rows().is_empty());
    let text = text.replace("Kab. Sinjai Kec. Sinjai Selatan Ds. Polewali", "Kab. Sinjai");
    let table = read_all(text.as_bytes(), Options::default()).expect("the text is a table");
    assert_eq!(table.total_rows(), [3]);
}
