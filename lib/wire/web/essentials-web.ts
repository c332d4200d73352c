import type { Server } from '@/lib/essentials'
import { iisError, startPage } from './iis-pages'
import { iisPath } from './iis-path'
import { escapeText, htmlAnswer, redirect, type Visit, type WebAnswer } from './web-answer'

const title = 'Remote Web Access'

/** The address in the browser, back to which the sign-in page leads; it was read as a host name, so it is one. */
const secureAddress = ({ host, target }: Visit) => `https://${host}${target}`

function signInPage(): WebAnswer {
  const page = htmlAnswer(
    200,
    title,
    `<h1>${escapeText(title)}</h1>
<form method="post" action="/Remote/logon">
<label>User name <input name="username" autocomplete="username" disabled></label>
<label>Password <input name="password" type="password" autocomplete="current-password" disabled></label>
<p>This is the sign-in page of a simulated server. Nobody signs in here.</p>
</form>`,
  )
  return { ...page, headers: { ...page.headers, 'Cache-Control': 'no-store' } }
}

/** RPC over HTTP and the newer gateway protocol: both belong to the service Remote Desktop Gateway. */
function gateway({ services }: Server): WebAnswer {
  return services.TSGateway?.state === 'Running'
    ? iisError(401, { 'WWW-Authenticate': ['Negotiate', 'NTLM'] })
    : iisError(503)
}

function remoteWebAccess(path: string, visit: Visit): WebAnswer {
  if (!visit.secure) return redirect(secureAddress(visit))
  if (path === '/remote/logon') return visit.method === 'POST' ? iisError(405) : signInPage()
  return path === '/remote' ? redirect('/Remote/logon?ReturnUrl=%2fremote') : iisError(404)
}

/** The Essentials server's default web site: it answers for every name that the reverse proxy does not pass on. */
export function essentialsAnswer(server: Server, visit: Visit): WebAnswer {
  if (visit.target === '*') return { status: 200, headers: { Allow: 'OPTIONS, TRACE, GET, HEAD, POST' } }
  const asked = iisPath(visit.target)
  if (!asked) return iisError(404)
  const { path } = asked
  if (path === '/') return startPage(server.windows)
  if (path === '/remote' || path.startsWith('/remote/')) return remoteWebAccess(path, visit)
  if (path === '/remotedesktopgateway' || path === '/rpc/rpcproxy.dll' || path === '/rpc')
    return gateway(server)
  return iisError(404)
}
