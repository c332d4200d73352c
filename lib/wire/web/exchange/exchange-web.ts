import type { Server } from '@/lib/essentials'
import { siteDescription } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import { iisError, sslRequired, startPage } from '../iis-pages'
import { iisPath } from '../iis-path'
import { htmlAnswer, redirect, type Visit, type WebAnswer } from '../web-answer'
import { activeSyncAnswer } from './active-sync'
import { autodiscoverAnswer } from './autodiscover'
import { forUser, schemesOf, unauthorized } from './challenge'
import { type Asked, type ExchangeFacts, readExchangeFacts } from './exchange-facts'
import { signInPage, toSignIn } from './sign-in-page'

type Door = (visit: Visit, asked: Asked, path: string) => WebAnswer | Promise<WebAnswer>

interface Directory {
  readonly there: (facts: ExchangeFacts) => boolean
  /** Left out: needed, as Setup leaves it. */
  readonly needsTls?: (facts: ExchangeFacts) => boolean
  readonly answer: Door
}

const owa: Door = (visit, { facts }, path) => {
  if (path === '/owa/auth/logon.aspx') return visit.method === 'POST' ? iisError(405) : signInPage(facts)
  if (path === '/owa/auth.owa') return iisError(405)
  if (!facts.owa?.formsAuthentication) return unauthorized(visit, schemesOf(facts.owa ?? {}))
  return toSignIn(visit, '/owa/')
}

const ecp: Door = (visit, { facts }) =>
  facts.ecp?.formsAuthentication ? toSignIn(visit, '/ecp/') : unauthorized(visit, schemesOf(facts.ecp ?? {}))

const ews: Door = (visit, asked, path) => {
  if (path !== '/ews' && path !== '/ews/exchange.asmx' && path !== '/ews/services.wsdl') return iisError(404)
  return forUser(visit, asked, schemesOf(asked.facts.ews ?? {}), ({ enabled }) =>
    enabled
      ? htmlAnswer(200, 'Service', '<h1>Service</h1>')
      : unauthorized(visit, schemesOf(asked.facts.ews ?? {})),
  )
}

const oab: Door = (visit, asked) =>
  forUser(visit, asked, schemesOf(asked.facts.oab ?? {}), () => iisError(404))

const rpc: Door = (visit, asked) =>
  forUser(visit, asked, asked.facts.outlookAnywhere?.iisAuthenticationMethods ?? [], () => ({ status: 200 }))

const mapi: Door = (visit, asked) =>
  forUser(visit, asked, asked.facts.mapi?.iisAuthenticationMethods ?? [], () => ({ status: 200 }))

/** Kerberos is what remote PowerShell comes with by itself; no session is ever opened here. */
const powerShell: Door = (visit, { facts }) =>
  unauthorized(visit, ['Negotiate', ...schemesOf(facts.powerShell ?? {})])

/** The virtual directories of the Default Web Site, by the first part of their path. */
const directories: Readonly<Record<string, Directory>> = {
  owa: { there: (facts) => facts.owa !== null, answer: owa },
  ecp: { there: (facts) => facts.ecp !== null, answer: ecp },
  ews: { there: (facts) => facts.ews !== null, answer: ews },
  oab: {
    there: (facts) => facts.oab !== null,
    needsTls: (facts) => facts.oab?.requireSSL === true,
    answer: oab,
  },
  rpc: { there: (facts) => facts.outlookAnywhere !== null, answer: rpc },
  mapi: { there: (facts) => facts.mapi !== null, answer: mapi },
  powershell: {
    there: (facts) => facts.powerShell !== null,
    needsTls: (facts) => facts.powerShell?.requireSSL === true,
    answer: powerShell,
  },
  'microsoft-server-activesync': { there: (facts) => facts.activeSync !== null, answer: activeSyncAnswer },
  autodiscover: { there: (facts) => facts.autodiscover !== null, answer: autodiscoverAnswer },
}

async function byPath(visit: Visit, asked: Asked, windows: Server['windows']): Promise<WebAnswer> {
  const { facts } = asked
  if (visit.target === '*') return { status: 200, headers: { Allow: 'OPTIONS, TRACE, GET, HEAD, POST' } }
  const found = iisPath(visit.target)
  if (!found) return iisError(404)
  const is2010 = facts.exchange.version === '2010'
  // From 2013 on, Setup has the root lead to Outlook on the web.
  if (found.path === '/')
    return is2010 || !facts.owa ? startPage(windows) : redirect(`https://${visit.host}/owa/`)
  const name = found.path.split('/')[1] ?? ''
  const directory = Object.hasOwn(directories, name) ? directories[name] : undefined
  if (!directory?.there(facts)) return iisError(404)
  if (!visit.secure && (directory.needsTls?.(facts) ?? true)) return sslRequired()
  if (!is2010 && found.path === `/${name}/healthcheck.htm`)
    return htmlAnswer(200, 'healthcheck', `200 OK<br>${facts.exchange.fqdn.toUpperCase()}`)
  return directory.answer(visit, asked, found.path)
}

/** The headers by which Exchange is known; X-FEServer came with the front end of 2013. */
function headersOf({ name, exchange }: ExchangeFacts, path: string): WebAnswer['headers'] {
  return {
    ...(exchange.version === '2010' ? {} : { 'X-FEServer': name }),
    ...(/^\/(owa|ecp)(\/|\?|$)/i.test(path) ? { 'X-OWA-Version': exchange.build } : {}),
  }
}

/** What Exchange answers; null where none is installed on this computer, so that IIS answers alone. */
export async function exchangeAnswer(
  site: Site,
  one: Stored<Server>,
  visit: Visit,
): Promise<WebAnswer | null> {
  const facts = await readExchangeFacts(site, one)
  if (!facts) return null
  const description = (await site.store.find(siteDescription, 'Site'))?.properties ?? null
  const answer = await byPath(visit, { facts, site, description }, one.properties.windows)
  return { ...answer, headers: { ...headersOf(facts, visit.target), ...answer.headers } }
}
