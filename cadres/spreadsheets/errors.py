"""Why a file cannot be read as a table, in one sentence each."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "empty": _("Berkas ini kosong; pilih berkas yang berisi daftar anggota."),
    "too_large": _("Berkas ini lebih besar dari %(megabytes)d MB; bagi menjadi beberapa berkas."),
    "unpacked": _("Isi berkas ini terlalu besar setelah dibuka; salin tabelnya saja ke berkas baru, lalu unggah lagi."),
    "extension": _("Jenis berkas ini tidak dapat dibaca; simpan sebagai .xlsx atau .csv, lalu unggah lagi."),
    "old_excel": _("Ini berkas Excel lama (.xls); simpan sebagai .xlsx, lalu unggah lagi."),
    "macros": _("Berkas ini berisi makro; simpan sebagai .xlsx biasa, lalu unggah lagi."),
    "encrypted": _("Berkas ini dikunci dengan kata sandi; hapus kata sandinya, lalu unggah lagi."),
    "not_excel": _("Isi berkas ini bukan lembar Excel walaupun namanya .xlsx; simpan ulang sebagai .xlsx atau .csv."),
    "not_text": _("Isi berkas ini bukan teks CSV; simpan ulang sebagai .csv atau .xlsx."),
    "broken": _("Berkas ini rusak atau terpotong; simpan ulang di Excel, lalu unggah lagi."),
    "entities": _("Berkas ini berisi perintah XML yang tidak diizinkan; salin tabelnya ke berkas baru."),
    "unusual": _("Susunan berkas ini tidak wajar; salin tabelnya ke berkas Excel baru, lalu unggah lagi."),
    "too_many_rows": _("Berkas ini berisi lebih dari %(rows)s baris; bagi menjadi beberapa berkas."),
    "too_many_columns": _("Tabel ini memakai lebih dari %(columns)d kolom; hapus kolom yang tidak diperlukan."),
    "far_cell": _("Ada isian di sel %(cell)s, jauh di luar tabel; hapus isian itu, lalu unggah lagi."),
    "huge_cell": _("Isi sel %(cell)s terlalu panjang; ringkas isinya, lalu unggah lagi."),
    "no_header": _("Baris judul kolom tidak ditemukan; pastikan ada kolom bernama «Nama» di atas daftar anggota."),
    "no_rows": _("Tidak ada baris anggota di bawah judul kolom; isi dulu, lalu unggah lagi."),
    "too_heavy": _("Berkas ini terlalu berat untuk dibaca; salin tabelnya saja ke berkas baru, lalu unggah lagi."),
}


class SpreadsheetError(Exception):
    """A file that is refused as a whole.

    `code` is a key of SENTENCES and `values` fills its gaps; the text is made when it is shown, so the process
    that reads the file needs neither language nor settings.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """One sentence for the person who uploaded the file."""
        return str(SENTENCES[self.code]) % self.values
