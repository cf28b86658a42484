"""Settings: read once, refused when wrong, shown without secrets."""

import pytest

from workers import settings
from workers.settings import SettingsError

FAULTS = [
    ({"RECORDWIRE_PARTITONS": "3"}, "did you mean RECORDWIRE_PARTITIONS?"),
    ({"RECORDWIRE_FLUX": "1"}, "RECORDWIRE_FLUX: there is no such setting"),
    ({"RECORDWIRE_PARTITIONS": "many"}, "write a whole number from 1, such as 4"),
    ({"RECORDWIRE_PARTITIONS": "0"}, "write a whole number from 1"),
    ({"RECORDWIRE_KAFKA": "broker"}, "such as 127.0.0.1:9092"),
    ({"RECORDWIRE_KAFKA": "a:9092,b:99999"}, "RECORDWIRE_KAFKA: b:99999 has no port from 1 to"),
    ({"RECORDWIRE_KAFKA": "a:0"}, "RECORDWIRE_KAFKA: a:0 has no port from 1 to 65535"),
    ({"RECORDWIRE_RETRY_SECONDS": "inf"}, "a number above 0 to 86400, such as 0.2"),
    ({"RECORDWIRE_RETRY_SECONDS": "nan"}, "a number above 0 to 86400, such as 0.2"),
    ({"RECORDWIRE_CONFIDENCE_MIN": "nan"}, "a number from 0 to 1"),
    ({"RECORDWIRE_MODE": "trial"}, "write one of live, test"),
    ({"RECORDWIRE_METRICS_PORT": "70000"}, "from 0 to 65535"),
    ({"RECORDWIRE_REJECTS_SHARE_MAX": "2"}, "a number from 0 to 1"),
    ({"RECORDWIRE_HEARTBEAT_SECONDS": "9"}, "at most a third of"),
    ({"RECORDWIRE_REQUEST_TIMEOUT_SECONDS": "5"}, "at least RECORDWIRE_SESSION_TIMEOUT_SECONDS"),
    ({"RECORDWIRE_SECURITY_PROTOCOL": "SASL_SSL"}, "RECORDWIRE_SASL_USERNAME: SASL_SSL needs it"),
    ({"RECORDWIRE_SSL_KEY_FILE": "/key.pem"}, "give both or neither"),
    ({"RECORDWIRE_SASL_PASSWORD_FILE": "/no/such/file"}, "cannot be read"),
]


@pytest.mark.parametrize(("environment", "words"), FAULTS)
def test_a_wrong_setting_stops_the_start_and_says_what_would_be_right(environment, words):
    with pytest.raises(SettingsError) as refused:
        settings.read(environment)

    assert words in str(refused.value)


def test_every_fault_is_named_at_once():
    with pytest.raises(SettingsError) as refused:
        settings.read({"RECORDWIRE_MODE": "x", "RECORDWIRE_RETRIES": "x"})

    assert len(str(refused.value).splitlines()) == 2


def test_names_of_others_and_empty_values_are_left_alone():
    read = settings.read({"PATH": "/bin", "RECORDWIRE_DATA": "data", "RECORDWIRE_INSTANCE_ID": ""})

    assert read == settings.Settings()


def test_values_get_their_types():
    read = settings.read(
        {
            "RECORDWIRE_PARTITIONS": "12",
            "RECORDWIRE_SESSION_TIMEOUT_SECONDS": "30",
            "RECORDWIRE_DATA_DIR": "/var/lib/recordwire",
        }
    )

    assert (read.partitions, read.session_timeout_seconds) == (12, 30.0)
    assert str(read.data_dir) == "/var/lib/recordwire"


def test_a_secret_may_stand_in_a_file_and_is_never_shown(tmp_path):
    secret = tmp_path / "password"
    secret.write_text("open sesame\n", encoding="utf-8")
    read = settings.read({"RECORDWIRE_SASL_PASSWORD_FILE": str(secret)})

    assert read.sasl_password == "open sesame"  # noqa: S105 - no secret
    assert "open sesame" not in str(settings.described(read))


def test_a_secret_given_twice_is_refused(tmp_path):
    secret = tmp_path / "password"
    secret.write_text("one", encoding="utf-8")
    with pytest.raises(SettingsError, match="not both"):
        settings.read(
            {
                "RECORDWIRE_SASL_PASSWORD": "two",
                "RECORDWIRE_SASL_PASSWORD_FILE": str(secret),
            }
        )


def test_a_wrong_secret_is_not_echoed():
    with pytest.raises(SettingsError) as refused:
        settings.read({"RECORDWIRE_SASL_PASWORD": "open sesame"})

    assert "open sesame" not in str(refused.value)


def test_every_setting_is_described():
    rows = settings.described(settings.Settings())

    assert len({row.variable for row in rows}) == len(rows)
    assert all(row.meaning.endswith(".") or "..." in row.meaning for row in rows)
