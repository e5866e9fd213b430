"""Errors at fields in words of our own."""

import pytest
from django import forms

from core.form_errors import sentences, summary


class Sample(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label="Nama lengkap", max_length=5)
    level = forms.ChoiceField(label="Jenjang", choices=[("a", "A")])
    file = forms.FileField(label="Berkas")
    agrees = forms.BooleanField(label="Saya setuju")
    email = forms.EmailField(label="Email")
    count = forms.IntegerField(label="Jumlah", max_value=3)
    reason = forms.CharField(label="Alasan", error_messages={"required": "Tulis alasannya."})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("full_name", "", "«Nama lengkap» belum diisi."),
        ("full_name", "Yohanis", "Paling panjang 5 huruf; Anda menulis 7."),
        ("level", "", "«Jenjang» belum dipilih."),
        ("level", "z", "Pilihan ini tidak ada di daftar; pilih lagi."),
        ("file", "", "Pilih berkasnya dulu."),
        ("agrees", "", "Centang dulu «Saya setuju»."),
        ("email", "sari@", "Alamat email ini belum lengkap. Contoh: nama@contoh.id."),
        ("count", "tiga", "Tulis dengan angka."),
        ("count", "4", "Paling besar 3."),
        ("reason", "", "Tulis alasannya."),
    ],
)
def test_error_at_a_field_helps(name, value, sentence):
    form = Sample({name: value})

    assert sentences(form[name]) == [sentence]


def test_own_errors_of_a_form_stay():
    form = Sample({})
    form.full_clean()
    form.add_error("full_name", "Nama ini dipakai orang lain.")

    assert sentences(form["full_name"]) == ["«Nama lengkap» belum diisi.", "Nama ini dipakai orang lain."]


def test_field_without_errors_says_nothing():
    assert sentences(Sample()["full_name"]) == []


def test_summary_says_each_sentence_once_and_no_label_twice():
    form = Sample({"full_name": "Yohanis", "count": "tiga", "email": "sari@", "reason": ""})
    form.full_clean()
    form.add_error(None, "Tulis dengan angka.")

    said = summary(form)

    assert [text for _target, text in said] == [
        "Tulis dengan angka.",
        "Nama lengkap: Paling panjang 5 huruf; Anda menulis 7.",
        "«Jenjang» belum dipilih.",
        "Berkas: Pilih berkasnya dulu.",
        "Centang dulu «Saya setuju».",
        "Email: Alamat email ini belum lengkap. Contoh: nama@contoh.id.",
        "Alasan: Tulis alasannya.",
    ]
    assert said[1][0] == "id_full_name"
