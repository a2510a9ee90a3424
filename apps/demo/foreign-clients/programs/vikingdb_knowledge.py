# PyPI vikingdb-python-sdk: its calls begin at a collection, which it does not ask for.
from vikingdb import IAM
from vikingdb.knowledge import VikingKnowledge

from outcomes import answer


def connect(target, key):
    auth = IAM(ak=key["accessKeyId"], sk=key["secretAccessKey"])
    return VikingKnowledge(host=target["host"], scheme="http", auth=auth)


def call(client, operation, request, headers):
    name, project = request.pop("collection_name", None), request.pop("project", None)
    collection = client.collection(collection_name=name, project_name=project)
    if operation == "document":
        return collection.get_doc(request["doc_id"], headers=headers).doc_name
    if operation == "points":
        listed = collection.list_points(request, headers=headers)
        return "\n".join(point.content for point in listed.result.point_list)
    return None


answer(connect, call)
