import { escapeText, htmlAnswer, redirect, type Visit, type WebAnswer } from '../web-answer'
import type { ExchangeFacts } from './exchange-facts'

/** What the page calls itself: the name changed with Exchange 2016. */
function owaTitle({ exchange }: ExchangeFacts): string {
  return exchange.version === '2016' ? 'Outlook' : 'Outlook Web App'
}

/** Where forms authentication sends a browser that is not signed in. */
export function toSignIn(visit: Visit, path: '/owa/' | '/ecp/'): WebAnswer {
  const wanted = encodeURIComponent(`https://${visit.host}${path}`).toLowerCase()
  return redirect(`https://${visit.host}/owa/auth/logon.aspx?url=${wanted}&reason=0`)
}

export function signInPage(facts: ExchangeFacts): WebAnswer {
  const title = owaTitle(facts)
  const page = htmlAnswer(
    200,
    title,
    `<h1>${escapeText(title)}</h1>
<form method="post" action="/owa/auth.owa">
<label>Domain\\user name <input name="username" autocomplete="username" disabled></label>
<label>Password <input name="password" type="password" autocomplete="current-password" disabled></label>
<p>This is the sign-in page of a simulated server. To read and send mail as a user of the site, open the address of the dashboard followed by /owa.</p>
</form>`,
  )
  return { ...page, headers: { ...page.headers, 'Cache-Control': 'no-cache, no-store' } }
}
