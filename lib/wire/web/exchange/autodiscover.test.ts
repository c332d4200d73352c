import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curl, type Ground, openGround, password } from '../ground-for-tests'
import { parseAutodiscoverRequest } from './autodiscover-request'

const hasXmllint = spawnSync('xmllint', ['--version']).status === 0
if (!hasXmllint) console.warn('SKIPPED: tests that need xmllint, which is not on the PATH of this computer.')

const outlook = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'
const mobile = 'http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006'

const request = (address: string, schema = outlook) =>
  `<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`

let ground: Ground
beforeAll(async () => {
  ground = await openGround({ version: '2016', proxy: false })
  const url = (path: string) => ({
    InternalUrl: `https://mail.contoso.com/${path}`,
    ExternalUrl: `https://mail.contoso.com/${path}`,
  })
  await ground.run('Set-OwaVirtualDirectory', { Identity: 'EXCH01\\owa (Default Web Site)', ...url('owa') })
  await ground.run('Set-WebServicesVirtualDirectory', {
    Identity: 'EXCH01\\EWS (Default Web Site)',
    ...url('EWS/Exchange.asmx'),
  })
  await ground.run('Set-ActiveSyncVirtualDirectory', {
    Identity: 'EXCH01\\Microsoft-Server-ActiveSync (Default Web Site)',
    ...url('Microsoft-Server-ActiveSync'),
  })
  await ground.run('Set-OutlookAnywhere', {
    Identity: 'EXCH01\\Rpc (Default Web Site)',
    ExternalHostname: 'mail.contoso.com',
    ExternalClientsRequireSsl: true,
    ExternalClientAuthenticationMethod: 'Basic',
  })
}, 60_000)
afterAll(() => ground.close())

const post = (body: string, ...args: string[]) =>
  curl(
    { http: ground.ports.exchangeHttp, https: ground.ports.exchange },
    'https://mail.contoso.com/Autodiscover/Autodiscover.xml',
    ...[
      '-u',
      `frank@contoso.com:${password}`,
      '-H',
      'Content-Type: text/xml',
      '--data-binary',
      body,
      ...args,
    ],
  )

/** What an XPath gives in the answer, by xmllint. */
function xpath(xml: string, path: string): string {
  const ran = spawnSync('xmllint', ['--nonet', '--xpath', path, '-'], { input: xml, encoding: 'utf8' })
  return ran.stdout.trim()
}
const named = (name: string) => `*[local-name()='${name}']`

describe.skipIf(!hasXmllint)('Autodiscover, read by xmllint', () => {
  it('gives Outlook the addresses that the virtual directories have', async () => {
    const { body, headers } = await post(request('frank@contoso.com'))
    expect(headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(spawnSync('xmllint', ['--noout', '-'], { input: body }).status).toBe(0)
    const expr = `//${named('Protocol')}[${named('Type')}='EXPR']`
    expect(xpath(body, `string(${expr}/${named('Server')})`)).toBe('mail.contoso.com')
    expect(xpath(body, `string(${expr}/${named('SSL')})`)).toBe('On')
    expect(xpath(body, `string(${expr}/${named('AuthPackage')})`)).toBe('Basic')
    expect(xpath(body, `string(${expr}/${named('ASUrl')})`)).toBe(
      'https://mail.contoso.com/EWS/Exchange.asmx',
    )
    expect(xpath(body, `string(//${named('External')}/${named('OWAUrl')})`)).toBe(
      'https://mail.contoso.com/owa',
    )
    expect(xpath(body, `string(//${named('DisplayName')})`)).toBe('Frank <M> & "Söhne"')
    expect(xpath(body, `namespace-uri(//${named('Account')})`)).toBe(outlook)
    expect(body).not.toContain('mapiHttp')
  })

  it('tells of MAPI over HTTP whoever says that it can', async () => {
    const { body } = await post(request('frank@contoso.com'), '-H', 'X-MapiHttpCapability: 1')
    expect(xpath(body, `string(//${named('Protocol')}[@Type='mapiHttp']/@Version)`)).toBe('1')
  })

  it('gives telephones the address of ActiveSync', async () => {
    const { body } = await post(request('FRANK@contoso.com', mobile))
    expect(xpath(body, `string(//${named('Server')}/${named('Url')})`)).toBe(
      'https://mail.contoso.com/Microsoft-Server-ActiveSync',
    )
  })

  it.each([
    ['an address that nobody has', request('nobody@contoso.com'), '500'],
    ['a domain that is not the organization’s', request('frank@fabrikam.com'), '500'],
    ['no XML', 'EMailAddress=frank@contoso.com', '600'],
    ['XML that breaks off', request('frank@contoso.com').slice(0, -20), '600'],
    [
      'an entity of its own',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${request('&x;@contoso.com')}`,
      '600',
    ],
    ['an entity that nobody declared', request('&x;@contoso.com'), '600'],
    [
      'more than a request can hold',
      request('frank@contoso.com').replace('<Request>', `<Request>${' '.repeat(70_000)}`),
      '600',
    ],
    ['an answer that is unknown', request('frank@contoso.com', 'http://example.com/schema'), '601'],
  ])('answers %s with an error', async (_, body, code) => {
    const answer = await post(body)
    expect(answer.status).toBe(200)
    expect(spawnSync('xmllint', ['--noout', '-'], { input: answer.body }).status).toBe(0)
    expect(xpath(answer.body, `string(//${named('ErrorCode')})`)).toBe(code)
  })

  it('answers a look with a browser with error 600', async () => {
    const { body } = await post('', '-X', 'GET')
    expect(xpath(body, `string(//${named('ErrorCode')})`)).toBe('600')
  })
})

describe('a request', () => {
  it('is read whatever prefixes it has', () => {
    const prefixed = request('frank@contoso.com').replaceAll(/<(\/?)(?=[A-Z])/g, '<$1a:')
    expect(parseAutodiscoverRequest(prefixed)).toEqual({ address: 'frank@contoso.com', wants: 'outlook' })
  })

  it.each([
    '<a><b></a></b>',
    `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`,
    '<Autodiscover/><Autodiscover/>',
    '<Autodiscover>',
    '</Autodiscover>',
    '',
    '<Autodiscover><Request><EMailAddress>a b@c</EMailAddress></Request></Autodiscover>',
  ])('is none: %s', (text) => {
    expect(parseAutodiscoverRequest(text)).toBe('invalid')
  })

  it('costs no more than its length', () => {
    const nasty = `<Autodiscover ${'a="b" '.repeat(5_000)}<`
    expect(parseAutodiscoverRequest(nasty)).toBe('invalid')
    expect(parseAutodiscoverRequest('<a '.repeat(20_000))).toBe('invalid')
    expect(parseAutodiscoverRequest(`<a${' '.repeat(60_000)}`)).toBe('invalid')
  })
})
