/**
 * The path of this dashboard that somebody wants to go on to, or '/'. Whatever would leave the dashboard, or come
 * back to the sign-in, is not gone on to. Read as a browser reads it: `/\evil.example` and `/%09/evil` included.
 */
export function internalPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return '/'
  const here = 'http://dashboard.invalid'
  if (!URL.canParse(wanted, here)) return '/'
  const url = new URL(wanted, here)
  if (url.origin !== here || /^\/(?:\/|sign-in(?:\/|$)|api\/)/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}

/** Where to sign in, and come back from to `from`. */
export function signInAddress(from: string | null): string {
  const path = internalPath(from)
  return path === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(path)}`
}
