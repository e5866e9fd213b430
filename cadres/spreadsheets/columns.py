"""Which column holds which field, told by its header's name and synonyms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

#: What a row is made of, in the order of the template, with the names shown to the secretary.
FIELD_LABELS = {
    "full_name": _("Nama lengkap"),
    "nik": _("NIK"),
    "birthplace": _("Tempat lahir"),
    "birth_date": _("Tanggal lahir"),
    "gender": _("Jenis kelamin"),
    "phone": _("No. HP"),
    "email": _("Email"),
    "membership_card_no": _("No. KTA"),
    "province": _("Provinsi"),
    "regency": _("Kabupaten/Kota"),
    "district": _("Distrik/Kecamatan"),
    "village": _("Kelurahan/Kampung"),
    "address": _("Alamat"),
    "level": _("Jenjang"),
    "joined_on": _("Tanggal bergabung"),
    "bodies": _("Sayap/ormas"),
    "wants_mentoring": _("Bersedia didampingi"),
}
#: One column that holds two fields: «Sorong, 12-05-1990».
BIRTHPLACE_AND_DATE = "birthplace_and_date"
OFFICER_LABELS = {
    **{name: FIELD_LABELS[name] for name in ("full_name", "nik", "membership_card_no")},
    "post": _("Jabatan"),
    "portfolio": _("Bidang"),
    **{name: FIELD_LABELS[name] for name in ("province", "regency", "district", "village")},
    "decree_no": _("Nomor SK"),
    "decree_on": _("Tanggal SK"),
    "starts_on": _("Mulai"),
    "ends_on": _("Sampai"),
}
RESULT_LABELS = {
    "event": _("Nomor kegiatan"),
    **{name: FIELD_LABELS[name] for name in ("full_name", "nik", "membership_card_no")},
    "attended": _("Hadir"),
    "score": _("Nilai"),
    "result": _("Hasil"),
}
COLUMN_LABELS = {**FIELD_LABELS, BIRTHPLACE_AND_DATE: _("Tempat, tanggal lahir"), **OFFICER_LABELS, **RESULT_LABELS}


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet of one kind is made of: its fields in the order of the template, and those without which none is."""

    labels: Mapping[str, Any]
    required: tuple[str, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """What a column may be, with labels: also two fields in one where there are both."""
        both = {BIRTHPLACE_AND_DATE: COLUMN_LABELS[BIRTHPLACE_AND_DATE]} if "birth_date" in self.labels else {}
        return {**self.labels, **both}


LAYOUTS = {
    "members": Layout(FIELD_LABELS, ("full_name",)),
    "officers": Layout(OFFICER_LABELS, ("post", "starts_on")),
    "results": Layout(RESULT_LABELS, ("result",)),
}
#: Columns that must stay text in a spreadsheet, or their digits are lost.
TEXT_FIELDS = frozenset({"nik", "phone", "membership_card_no"})

_SYNONYMS = {
    "full_name": """nama; nama lengkap; nama kader; nama anggota; nama lengkap anggota; nama lengkap kader; nama
        anggota/kader; nama kader/anggota; nama sesuai ktp; nama lengkap sesuai ktp; nama dan gelar; nama
        lengkap dan gelar; nama peserta; nama pengurus; full name; name""",
    "nik": """nik; no nik; nomor nik; nik ktp; no ktp; nomor ktp; no ktp/nik; nik/no ktp; nik/ktp; ktp; no ktp el;
        nomor induk kependudukan; no induk kependudukan; nomor induk kependudukan nik; no identitas; nomor identitas""",
    "birthplace": "tempat lahir; tmp lahir; tmpt lahir; tpt lahir; tempat kelahiran; kota kelahiran; place of birth",
    "birth_date": """tanggal lahir; tgl lahir; tanggal kelahiran; tgl kelahiran; tanggal/bulan/tahun lahir; tgl/bln/thn
        lahir; tgl bln thn lahir; lahir; tanggal lahir anggota; date of birth; dob""",
    BIRTHPLACE_AND_DATE: """ttl; tempat tanggal lahir; tempat tgl lahir; tempat dan tanggal lahir; tempat dan tgl lahir;
        tempat/tanggal lahir; tmpt tgl lahir; tmp tgl lahir; tempat & tanggal lahir; tempat lahir/tanggal lahir""",
    "gender": "jenis kelamin; jns kelamin; jk; j/k; kelamin; l/p; p/l; lk/pr; gender; sex; jenis kel",
    "phone": """hp; no hp; nomor hp; handphone; no handphone; nomor handphone; ponsel; no ponsel; nomor ponsel; telepon;
        telp; tlp; no telp; no tlp; no telepon; nomor telepon; hp/wa; wa; no wa; nomor wa; whatsapp; no whatsapp; nomor
        whatsapp; no hp/wa; no wa/hp; nomor hp/wa; no telp/hp; no hp/telp; telp/hp; telepon/hp; no telepon/hp; no hp
        aktif; no hp wa aktif; kontak; no kontak; nomor kontak; phone; mobile; no hape""",
    "email": "email; e-mail; surel; alamat email; alamat surel; alamat e-mail; pos-el",
    "membership_card_no": """kta; no kta; nomor kta; no anggota; nomor anggota; nia; nomor induk anggota; no induk
        anggota; npa; nomor pokok anggota; npapg; no kartu anggota; nomor kartu anggota; nomor kartu tanda anggota; no
        kartu tanda anggota; no kta/npapg; id anggota; nbm; no registrasi anggota""",
    "province": "provinsi; prov; propinsi; nama provinsi; dpd provinsi; dpd i; province",
    "regency": """kabupaten; kab; kota; kab/kota; kabupaten/kota; kota/kabupaten; kota/kab; kabupaten kota; nama
        kabupaten; nama kabupaten/kota; nama kab/kota; dpd ii; dpd kab/kota; dpc; regency""",
    "district": """distrik; kecamatan; kec; distrik/kecamatan; kecamatan/distrik; distrik/kec; kec/distrik; nama
        kecamatan; nama distrik; pk; pac; district""",
    "village": """kelurahan; kel; desa; kampung; ranting; kelurahan/desa; desa/kelurahan; kel/desa; desa/kel;
        kelurahan/kampung; kampung/kelurahan; kel/kampung; kel/kamp; kampung/kel; kelurahan/desa/kampung;
        desa/kelurahan/kampung; kelurahan/kampung/desa; kel/desa/kampung; nama kelurahan; nama desa; nama kampung;
        nama ranting; nama desa/kelurahan; nama kelurahan/desa; ranting/kelurahan; village""",
    "address": """alamat; alamat lengkap; alamat rumah; alamat domisili; alamat ktp; alamat sesuai ktp; alamat tempat
        tinggal; tempat tinggal; domisili; jalan; address""",
    "level": """jenjang; jenjang kader; jenjang kaderisasi; tingkat; tingkat kader; tingkatan; tingkatan kader; level;
        level kader; strata; strata kader""",
    "joined_on": """tanggal bergabung; tgl bergabung; tanggal gabung; tgl gabung; tanggal masuk; tgl masuk; tanggal
        daftar; tgl daftar; tanggal pendaftaran; tgl pendaftaran; tanggal menjadi anggota; bergabung sejak; anggota
        sejak; sejak; terdaftar sejak; tanggal terdaftar; joined""",
    "bodies": """sayap; sayap/ormas; ormas; sayap partai; organisasi sayap; sayap dan ormas; sayap organisasi;
        organisasi sayap partai; ormas pendiri; sayap/ormas pendiri; nama sayap; keanggotaan sayap; orsap; wing""",
    "wants_mentoring": """bersedia didampingi; bersedia dibina; mau dibina; mau didampingi; kesediaan; kesediaan dibina;
        kesediaan didampingi; setuju didampingi; setuju dibina; wants mentoring""",
    "post": """jabatan; nama jabatan; jabatan di partai; jabatan dalam partai; jabatan pengurus; jabatan kepengurusan;
        posisi; kedudukan; jabatan dalam kepengurusan; post""",
    "portfolio": "bidang; bidang tugas; bagian; departemen; biro; divisi; portfolio",
    "decree_no": """sk; no sk; nomor sk; no surat keputusan; nomor surat keputusan; surat keputusan; dasar sk; no sk
        kepengurusan; nomor sk kepengurusan; sk kepengurusan; decree""",
    "decree_on": """tanggal sk; tgl sk; tanggal surat keputusan; tgl surat keputusan; tanggal sk kepengurusan; tgl sk
        kepengurusan; sk tanggal; sk tgl; tanggal penetapan; tanggal sk ditetapkan; decree date""",
    "starts_on": """mulai; tmt; tanggal mulai; tgl mulai; mulai tanggal; mulai menjabat; masa jabatan mulai; terhitung
        mulai tanggal; tmt jabatan; mulai masa jabatan; mulai berlaku; starts on""",
    "ends_on": """sampai; sampai tanggal; tanggal berakhir; tgl berakhir; berakhir; tanggal selesai; tgl selesai;
        masa jabatan sampai; akhir masa jabatan; s/d; sd; selesai; ends on""",
    "event": "nomor kegiatan; no kegiatan; kode kegiatan; kegiatan; nomor diklat; no diklat; kode diklat; event",
    "attended": "hadir; kehadiran; daftar hadir; absensi; absen; hadir/tidak; keterangan hadir; attended; attendance",
    "score": "nilai; nilai akhir; skor; angka; score; mark",
    "result": """hasil; lulus; kelulusan; lulus/tidak; lulus/tidak lulus; keterangan lulus; hasil akhir; status
        kelulusan; predikat kelulusan; result; passed""",
}
#: Columns that we add to the bad rows: what is wrong, and where the row stood.
_OURS = "masalah; baris asal; problem; original row"
#: Columns of every list that say nothing about the member.
_IGNORED = f"no; nomor; no urut; nomor urut; nr; num; ket; keterangan; ttd; tanda tangan; paraf; foto; {_OURS}"
#: How alike a misspelt header must be; shorter ones are too easily something else.
_CLOSE = 0.86
_SHORTEST_GUESS = 6

_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """The result of matching: column indexes count from 0.

    `fields` maps a field (or `birthplace_and_date`) to its column, `guessed` are those told by a misspelt name,
    `unknown` the columns with a header that nobody knows, `missing` the required fields without a column.
    """

    fields: dict[str, int]
    guessed: frozenset[str]
    unknown: tuple[int, ...]
    missing: tuple[str, ...]


def match_columns(headers: Sequence[str], kind: str = "members") -> ColumnMatch:
    """Match headers to the fields of a kind of sheet by name, synonym and, for what is left, likeness; the first of
    two wins."""
    layout = LAYOUTS[kind]
    fields: dict[str, int] = {}
    unknown = []
    for index, header in enumerate(headers):
        field = known_field(header)
        if field in layout.columns and field not in fields:
            fields[field] = index
        elif header.strip() and header_key(header) not in _IGNORED_KEYS:
            unknown.append(index)

    guessed = set()
    for index in list(unknown):
        field = _guessed_field(headers[index])
        if field in layout.columns and field not in fields:
            fields[field] = index
            guessed.add(field)
            unknown.remove(index)
    missing = tuple(field for field in layout.required if field not in fields)
    return ColumnMatch(fields, frozenset(guessed), tuple(unknown), missing)


def signature(headers: Sequence[str]) -> str:
    """What tells a layout of columns: the same headers in the same order, however they are spaced or written."""
    return sha256("\n".join(header_key(header) for header in headers).encode()).hexdigest()


def raw_values(fields: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of one row by field; a cell beyond the row's end is ""."""
    return {field: cells[index] if index < len(cells) else "" for field, index in fields.items()}


def known_field(header: str) -> str | None:
    """Return the field of which the header is a name or synonym."""
    return _BY_KEY.get(header_key(header)) or _BY_KEY.get(header_key(_IN_BRACKETS.sub("", header)))


def is_ours(header: str) -> bool:
    """Whether a column was added by us when the bad rows were handed out."""
    return header_key(header) in _OUR_KEYS


def header_key(header: str) -> str:
    """Return the letters and digits of a header: «N I K», "nik" and "NIK*" are one."""
    return "".join(letter for letter in header.lower() if letter.isalnum())


def _guessed_field(header: str) -> str | None:
    key = header_key(_IN_BRACKETS.sub("", header))
    if len(key) < _SHORTEST_GUESS:
        return None
    close = get_close_matches(key, _BY_KEY, n=1, cutoff=_CLOSE)
    return _BY_KEY[close[0]] if close else None


def _keys(names: str) -> list[str]:
    return [header_key(name) for name in names.split(";")]


_BY_KEY = {key: field for field, names in _SYNONYMS.items() for key in _keys(names)}
_IGNORED_KEYS = frozenset(_keys(_IGNORED))
_OUR_KEYS = frozenset(_keys(_OURS))
