/** Node's own limit for all headers together, so no request that arrives there is refused for it. */
export const maximumTargetLength = 16_384;
