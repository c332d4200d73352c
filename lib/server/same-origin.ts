/**
 * Whether a request that changes something comes from the dashboard's own pages. Browsers say so in Sec-Fetch-Site
 * (to https and localhost) and in Origin (with every POST); a request with neither is not from a browser, carries
 * nobody's cookie by accident, and passes. The order is that of Go's http.CrossOriginProtection.
 */
export function sameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  if (!origin) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === request.headers.get('host') || host === publicHost()
}

/** Behind a proxy, Host may be the inner name. */
function publicHost(): string | null {
  const url = process.env.NEXTAUTH_URL
  return url && URL.canParse(url) ? new URL(url).host : null
}
