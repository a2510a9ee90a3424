/** A failed_code of doc/info, from spec/error-codes.yaml. */
export interface FailedCode {
    readonly meaning: string;
    /** What the vendor's page says to do. */
    readonly advice: string;
    /** What the developer who meets it can look at. */
    readonly hint: string;
}

/** Failed_codes by their number; `other` is what any other means. */
export type FailedCodes = { readonly [code: number]: FailedCode; readonly other: FailedCode };

/** Every known failed_code, in English. */
export const failedCodes: FailedCodes = {
    10001: { meaning: "Downloading the document timed out.", advice: "Upload it again; if it persists, contact Volcengine.", hint: "Make sure that the source can be downloaded quickly from the public network." },
    10003: { meaning: "The URL did not pass the check.", advice: "Correct the URL and try again; if it persists, contact Volcengine.", hint: "A presigned link may have expired." },
    10005: { meaning: "The Lark (Feishu) document could not be fetched.", advice: "Check the permissions of the document through the OpenAPI of the Feishu open platform.", hint: "The application needs to be allowed to read the document." },
    30001: { meaning: "The file is larger than the knowledge base allows.", advice: "A quota of the knowledge base is exceeded; Volcengine's documentation lists them.", hint: "Split the file or make it smaller." },
    35001: { meaning: "The document has more points than the knowledge base allows.", advice: "A quota of the knowledge base is exceeded; Volcengine's documentation lists them.", hint: "Split the document, or cut longer points." },
    35002: { meaning: "The FAQ document is empty.", advice: "Nothing could be read from it and it has 0 points; make sure that it holds valid data.", hint: "Check that the question and answer columns hold something." },
    35004: { meaning: "The FAQ document has more sheets than allowed.", advice: "A quota of the knowledge base is exceeded; Volcengine's documentation lists them.", hint: "Spread the sheets over several files." },
    36003: { meaning: "The header of the structured document does not match.", advice: "Make the header of each sheet the same as the table that the knowledge base defines.", hint: "Column names must match to the letter, spaces included." },
    36004: { meaning: "A value of the structured document could not be converted.", advice: "Make the cells of each sheet fit the types that the knowledge base defines.", hint: "Look for words and empty cells in numeric columns." },
    36005: { meaning: "The structured document has more sheets than allowed.", advice: "A quota of the knowledge base is exceeded; Volcengine's documentation lists them.", hint: "Spread the sheets over several files." },
    36006: { meaning: "The structured document has more rows than allowed.", advice: "A quota of the knowledge base is exceeded; Volcengine's documentation lists them.", hint: "Spread the rows over several files." },
    36007: { meaning: "The structured document is empty.", advice: "Nothing could be read from it and it has 0 points; make sure that it holds valid data.", hint: "At least one row must stand below the header." },
    36008: { meaning: "The columns to be embedded are together too long.", advice: "Shorten the text that is to be embedded.", hint: "Embed fewer columns, or shorten their cells." },
    40004: { meaning: "Unknown error; older vendor sources name this code without a meaning.", advice: "Contact Volcengine.", hint: "See failed_msg." },
    45002: { meaning: "Unknown error; older vendor sources name this code without a meaning.", advice: "Contact Volcengine.", hint: "See failed_msg." },
    other: { meaning: "Unknown error.", advice: "Contact Volcengine.", hint: "See failed_msg, and give the request_id to Volcengine." },
};
