"""Files of an instrument that hold nonsense: kept, named, and not one reading of them counts."""

import pytest
from django.test import Client

from ordolux.foundation.files import read_bytes
from ordolux.foundation.parties.models import Person
from ordolux.production import conftest as works
from ordolux.production.inspection.deeds import close_batch
from ordolux.production.inspection.models import Reading, ReadingSheet
from tests.bad_input.conftest import file, words
from tests.cast import sign_in
from tests.faults.spine import Scene

NONSENSE = {
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "no figures": b"serial,flux_lm,power_w,x,y\n1,bright,much,left,right\n",
    "no column": b"serial,colour\n1,red\n",
    "the sun": b"serial,flux_lm,power_w,x,y\n1,9e99,9,0.43,0.40\n",
    "colder than nothing": b"serial,flux_lm,power_w,x,y\n1,-800,-9,0.43,0.40\n",
    "outside the spectrum": b"serial,flux_lm,power_w,x,y\n1,800,9,0.9,0.9\n",
    "not a number": b"serial,flux_lm,power_w,x,y\n1,NaN,Infinity,0.43,0.40\n",
    "a formula": b'serial,flux_lm,power_w,x,y\n"=cmd|calc!A1",800,9,0.43,0.40\n',
}


@pytest.mark.parametrize("name", NONSENSE, ids=str)
def test_a_file_of_nonsense_is_kept_and_no_reading_counts(live_database: str, name: str) -> None:
    scene = Scene()
    batch = close_batch(scene.running(), by=scene.works.lin, at=works.MORNING)
    lin = Person.objects.create(email="lin@x.example", name="Lin", roles=["inspector"], made_at=works.MORNING)

    answer = sign_in(Client(), lin).post(
        f"/desk/batches/{batch.number}/readings/file",
        {
            "key": "k",
            "instrument": "Sphere",
            "calibrated_until": "2099-12-31",
            "file": file("r.csv", NONSENSE[name]),
        },
        follow=True,
    )

    assert answer.status_code == 200
    assert not Reading.objects.exists()
    sheet = ReadingSheet.objects.get()
    assert sheet.is_refused
    assert read_bytes(sheet.file_id) == NONSENSE[name]
    assert "No reading was taken over" in words(answer)
