/** The schemes of presigned links: the vendor's object storage, this API's own, and the S3 form that the storage takes. */
const prefixes = ["x-tos-", "x-", "x-amz-"];

/** When a presigned link ends, by its own query: its date and, from there, its seconds. Undefined where it does not say. */
export function linkExpiry(link: URL): Date | undefined {
  const values = new Map(Array.from(link.searchParams, ([name, value]) => [name.toLowerCase(), value]));
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
