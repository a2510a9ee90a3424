/**
 * The order in which a round's contestants run. Each round begins with the next one, and every other round goes
 * backwards: so none always runs first, or always after the same neighbour, whose garbage it would collect.
 */
export function orderOfRound<Value>(values: readonly Value[], round: number): Value[] {
  const start = round % values.length;
  const order = [...values.slice(start), ...values.slice(0, start)];
  return round % 2 === 0 ? order : order.reverse();
}
