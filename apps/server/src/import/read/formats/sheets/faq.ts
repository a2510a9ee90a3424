import { DocumentFailure, failedCode } from "../../../failures.js";
import type { ImportLimits } from "../../../limits.js";
import type { ReadDocument, ReadyPoint } from "../document-reader.js";
import { filledSheets, isBlank, type Sheet, type SheetRow, sheetMembers } from "./sheet.js";

/** What the columns of a FAQ are called, in lower case. */
const names = {
  question: ["question", "questions", "q", "问题", "问", "問題"],
  answer: ["answer", "answers", "a", "答案", "回答", "答"],
};

/** Where the question and the answer stand. */
interface FaqColumns {
  readonly question: number;
  readonly answer: number;
  /** Names of the other columns, by their places; undefined without a header. */
  readonly header: SheetRow | undefined;
}

/**
 * Reads sheets of questions and answers: each row is a point of type `faq`, whose text is the answer and whose
 * `original_question` the question. The columns are found by their names in the first row (`question` and `answer`,
 * 问题 and 答案); without such names they are the first two. What other columns hold stands in `table_chunk_fields`.
 * Where one of the two is empty, the point holds the other.
 *
 * Source: table `failed_code` of documentation page doc/info.
 *
 * @throws DocumentFailure when there are too many sheets (35004), or nothing below a header (35002).
 */
export function readFaq(sheets: readonly Sheet[], limits: ImportLimits): ReadDocument {
  return { points: pointsOf(filledSheets(sheets, limits, failedCode.tooManyFaqSheets)) };
}

function* pointsOf(sheets: readonly Sheet[]): Generator<ReadyPoint> {
  let isEmpty = true;
  for (const sheet of sheets) {
    const columns = findColumns(sheet);
    for (const row of columns.header ? sheet.rows.slice(1) : sheet.rows) {
      isEmpty = false;
      yield toPoint(sheet, row, columns);
    }
  }
  if (isEmpty) throw new DocumentFailure("The file holds no question and no answer.", failedCode.faqEmpty);
}

function findColumns({ rows: [first] }: Sheet): FaqColumns {
  const header = (first?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  const question = header.findIndex((name) => names.question.includes(name));
  const answer = header.findIndex((name) => names.answer.includes(name));
  const isNamed = question !== -1 && answer !== -1;
  return isNamed ? { question, answer, header: first } : { question: 0, answer: 1, header: undefined };
}

function toPoint(sheet: Sheet, { cells }: SheetRow, { question, answer, header }: FaqColumns): ReadyPoint {
  const asked = (cells[question] ?? "").trim();
  const others = cells.flatMap((cell, column) => {
    if (column === question || column === answer || isBlank(cell)) return [];
    const name = header?.cells[column]?.trim() || `column ${column + 1}`;
    return [{ field_name: name, field_value: cell }];
  });
  return {
    content: (cells[answer] ?? "").trim() || asked || (others[0]?.field_value ?? ""),
    members: {
      chunk_type: "faq",
      ...(asked === "" ? {} : { original_question: asked }),
      ...sheetMembers(sheet),
      ...(others.length === 0 ? {} : { table_chunk_fields: others }),
    },
  };
}
