import { expect, test } from "vitest";
import { commandOn } from "./options.js";

const standard = ".viking-kb/server.db";

test.each<{ database: string; variable?: string; said: string }>([
  { database: standard, said: "viking-kb-server keys list" },
  { database: standard, variable: standard, said: `viking-kb-server keys list --database ${standard}` },
  { database: "team.db", said: "viking-kb-server keys list --database team.db" },
  { database: "/srv/知识库/team-1.db", said: "viking-kb-server keys list --database /srv/知识库/team-1.db" },
  { database: "my team.db", said: "viking-kb-server keys list, with the same --database," },
  { database: "$HOME/team.db", said: "viking-kb-server keys list, with the same --database," },
  { database: "-team.db", said: "viking-kb-server keys list, with the same --database," },
  { database: "~/team.db", said: "viking-kb-server keys list, with the same --database," },
  { database: "C:\\team.db", said: "viking-kb-server keys list, with the same --database," },
  { database: "postgres://me:secret@host/kb", said: "viking-kb-server keys list, with the same --database," },
])("A command on $database is one that may be pasted", ({ database, variable, said }) => {
  const environment = variable === undefined ? {} : { VIKING_KB_DATABASE: variable };
  expect(commandOn({ database }, "keys list", { environment })).toBe(said);
});
