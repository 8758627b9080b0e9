/**
 * Names of the advisory locks of a month: that of its evaluation is held by whoever computes or fixes it, that of its
 * closing by whoever takes it to its end, and shared by whoever writes a share or a check of it. The trigger of
 * migration 0022 writes the latter name itself.
 */
export const evaluationLock = (month: string): string => `evaluation ${month}`;
export const closingLock = (month: string): string => `closing ${month}`;
