import { parseUrl } from "../transport/parse-url.js";

/**
 * Prefixes of the parameters of presigned links: the vendor's object storage, this API's own, and the storage's S3
 * form.
 */
const prefixes = ["x-tos-", "x-", "x-amz-"];

/**
 * When a presigned link, such as `attachment_link` or `url`, expires: by the date and the seconds in its query.
 * Undefined when it does not say, and when the text is no absolute address.
 */
export function linkExpiry(link: string | URL): Date | undefined {
  const { searchParams } = parseUrl(link) ?? {};
  if (searchParams === undefined) return undefined;
  const values = new Map(Array.from(searchParams, ([name, value]) => [name.toLowerCase(), value]));
  for (const prefix of prefixes) {
    const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(values.get(`${prefix}date`) ?? "") ?? [];
    const seconds = values.get(`${prefix}expires`);
    if (day === undefined || time === undefined || seconds === undefined || !/^\d{1,9}$/.test(seconds)) continue;
    const start = Date.parse(
      `${day.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`,
    );
    if (!Number.isNaN(start)) return new Date(start + Number(seconds) * 1000);
  }
  return undefined;
}
