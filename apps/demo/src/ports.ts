/** How far above the mock's port the server's is. */
const distance = 10;

/** Where the mock and the server listen. */
export interface Ports {
  readonly mock: number;
  readonly server: number;
}

/**
 * The mock listens on PORT, else on 4010, where the sample app's built-in profile looks for it, and the server ten above.
 *
 * @throws Error when there are no such ports.
 */
export function readPorts(text: string | undefined): Ports {
  if (text === undefined || text === "") return { mock: 4010, server: 4010 + distance };
  const port = Number(text);
  const largest = 65_535 - distance;
  if (!/^\d+$/.test(text) || port > largest) {
    throw new Error(`PORT is ${text}: set it to a number from 0 to ${largest}.`);
  }
  return { mock: port, server: port === 0 ? 0 : port + distance };
}

/** Waits for what listens on one of the ports; says what to do where it is taken. */
export async function orPortTaken<Started>(
  ports: Ports,
  name: keyof Ports,
  starting: Promise<Started>,
): Promise<Started> {
  try {
    return await starting;
  } catch (error) {
    const taken = error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === "EADDRINUSE";
    if (!taken) throw error;
    throw new Error(
      `Port ${ports[name]} is taken, perhaps by another npm start: stop that one, or run PORT=${ports.mock + 1} npm start.`,
    );
  }
}
