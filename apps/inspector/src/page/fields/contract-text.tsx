/** A text of the contract: `code` and **emphasis** are all the Markdown that it has. */
export function ContractText({ of: text }: { of: string }) {
  return (
    <>
      {text
        .split(/(`[^`]*`|\*\*[^*]*\*\*)/)
        .map((piece) =>
          piece.startsWith("`") ? (
            <code>{piece.slice(1, -1)}</code>
          ) : piece.startsWith("**") ? (
            <strong>{piece.slice(2, -2)}</strong>
          ) : (
            piece
          ),
        )}
    </>
  );
}
