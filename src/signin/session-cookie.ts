import { config } from '../kernel/config';

const overHttps = () => config().baseUrl.startsWith('https:');

/** With https the browser itself guarantees that the cookie is ours alone (`__Host-`). */
export const sessionCookie = (): string => (overHttps() ? '__Host-gaung' : 'gaung');

export const cookieOptions = () => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: overHttps() }) as const;
