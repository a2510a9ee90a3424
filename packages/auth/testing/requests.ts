import fc from "fast-check";

/** What a random request is signed with. */
interface RandomScope {
  readonly date: Date;
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/**
 * A random text of letters from all over Unicode and of those that encodings get wrong, without half a surrogate pair.
 */
export const text = (constraints: { minLength?: number; maxLength: number }) =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(..." %+&=;/?#!'()*~-_.,:@|^[]{}\\\"éß知識😀～"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    ...constraints,
  });

const word = (unit: string, maxLength: number, minLength = 1) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength });
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=+~!*'()";

/** Any date from the year 100 on, any scope, any key. */
export const randomScope: fc.Arbitrary<RandomScope> = fc.record({
  date: fc.date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
  region: word(letters, 16),
  service: word(letters, 12),
  accessKeyId: word(letters, 48),
  secretAccessKey: text({ minLength: 1, maxLength: 90 }).filter((secret) => secret.trim() === secret),
  sessionToken: fc.option(word(`${letters}/:;`, 60), { nil: undefined }),
});

/** Parameters of a property: the seed is fixed, so that a failure repeats, and fast-check prints it. */
export function seeded<Parameters extends object>(parameters: Parameters): Parameters & { readonly seed: number } {
  return { seed: 20_260_115, ...parameters };
}
