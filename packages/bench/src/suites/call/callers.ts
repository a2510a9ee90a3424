import { createKnowledgeBase } from "@viking-kb/client";
import { Service } from "@volcengine/openapi";
import axios from "axios";
import ky from "ky";
import { ofetch } from "ofetch";
import createClient from "openapi-fetch";
import { credentials, type PointListBody, type PointListData, path } from "../../server/request.js";
import type { Caller } from "./caller.js";

interface Answer {
  readonly data: PointListData;
}

/** This project's client: signed, with deadlines and retries. */
export const vikingKb: Caller = {
  name: "@viking-kb/client",
  connect: (endpoint) => {
    const { points } = createKnowledgeBase({ credentials, endpoint });
    return async (body) => (await points.list(body)) as PointListData;
  },
};

/** Node's own fetch: unsigned, with nothing around it. */
export const rawFetch: Caller = { name: "fetch", connect: connectFetch({}) };

/** The same with the options of this project's client, with which it copies neither the request nor its body. */
const rawFetchWithoutRedirects: Caller = {
  name: 'fetch, redirect: "error"',
  connect: connectFetch({ redirect: "error", window: null }),
};

function connectFetch(init: RequestInit): Caller["connect"] {
  return (endpoint) => async (body) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(endpoint + path, { ...init, method: "POST", headers, body: JSON.stringify(body) });
    return ((await response.json()) as Answer).data;
  };
}

/** The types that openapi-typescript would make of the contract, as far as they are used. */
interface Paths {
  [path]: {
    post: {
      requestBody: { content: { "application/json": PointListBody } };
      responses: { 200: { content: { "application/json": Answer } } };
    };
  };
}

/** Typed by a contract, as this project's client is; unsigned, without deadline or retry. */
const openapiFetch: Caller = {
  name: "openapi-fetch",
  connect: (baseUrl) => {
    const client = createClient<Paths>({ baseUrl });
    return async (body) => {
      const { data } = await client.POST(path, { body });
      if (data === undefined) throw new Error("it has no data.");
      return data.data;
    };
  },
};

/** Unsigned, with a deadline. */
const kyCaller: Caller = {
  name: "ky",
  connect: (endpoint) => {
    const client = ky.create();
    return async (json) => (await client.post(endpoint + path, { json }).json<Answer>()).data;
  },
};

/** Unsigned, over node:http, without deadline or retry. */
const axiosCaller: Caller = {
  name: "axios",
  connect: (baseURL) => {
    const client = axios.create({ baseURL });
    return async (body) => (await client.post<Answer>(path, body)).data.data;
  },
};

/** Unsigned, without a deadline. */
const ofetchCaller: Caller = {
  name: "ofetch",
  connect: (baseURL) => {
    const client = ofetch.create({ baseURL });
    return async (body) => (await client<Answer>(path, { method: "POST", body: { ...body } })).data;
  },
};

/** The vendor's client: signed by the same scheme, on top of axios of 2021. It adds Action and Version to the query. */
const volcengine: Caller = {
  name: "@volcengine/openapi",
  connect: (endpoint) => {
    const { host, protocol } = new URL(endpoint);
    const { accessKeyId, secretAccessKey: secretKey } = credentials;
    const service = new Service({ host, protocol, serviceName: "air", region: "cn-beijing", accessKeyId, secretKey });
    const query = { Action: "ListPoints", Version: "1" };
    return async (data) => {
      const headers = { "content-type": "application/json", host };
      const request = { ...query, method: "POST", pathname: path, headers, data };
      return ((await service.fetchOpenAPI(request as never)) as unknown as Answer).data;
    };
  },
};

/** This project's client first, then the others, among them a bare fetch with the same options. */
export const callers: readonly Caller[] = [
  vikingKb,
  rawFetchWithoutRedirects,
  openapiFetch,
  kyCaller,
  axiosCaller,
  ofetchCaller,
  volcengine,
];
