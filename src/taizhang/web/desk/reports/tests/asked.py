"""What the tests of these pages ask of them."""


def page(client, report, query=""):
    response = client.get(f"/reports/{report.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def key_of(report, name):
    return report.tokens.get(name__contains=name).key


def save(client, paragraph, body, version=None, **more):
    address = f"/reports/{paragraph.report_id}/paragraphs/{paragraph.pk}/"
    return client.post(address, {"body": body, "version": version or paragraph.version, **more})
