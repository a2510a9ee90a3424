# PyPI volcengine, which asks GET /ping when it is made.
from volcengine.viking_knowledgebase import Collection, VikingKnowledgeBaseService

from outcomes import answer


def connect(target, key):
    return VikingKnowledgeBaseService(
        host=target["host"], scheme="http", ak=key["accessKeyId"], sk=key["secretAccessKey"]
    )


def call(service, operation, request, headers):
    if operation == "collection":
        return service.get_collection(request["name"], headers=headers).description
    # The name is given as it is: get_collection would ask the server.
    collection = Collection(service, request.pop("collection_name", None))
    if operation == "document":
        return collection.get_doc(**request, headers=headers).doc_name
    if operation == "points":
        return "\n".join(point.content for point in collection.list_points(**request, headers=headers))
    return None


answer(connect, call)
