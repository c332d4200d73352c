import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outlookAnywhere } from '@/lib/exchange'
import { curl, type Ground, openGround, password } from '../ground-for-tests'

let ground: Ground
beforeAll(async () => {
  ground = await openGround({ proxy: false })
}, 60_000)
afterAll(() => ground.close())

/** Exchange itself, past the proxy. */
const ask = (path: string, ...args: string[]) =>
  curl(
    { http: ground.ports.exchangeHttp, https: ground.ports.exchange },
    `https://mail.contoso.com${path}`,
    ...args,
  )
const as = (name: string) => ['-u', `${name}:${password}`]

describe('Exchange 2013 over HTTPS', () => {
  it('leads from the root to Outlook on the web, and there to the sign-in page', async () => {
    expect(await ask('/')).toMatchObject({
      status: 302,
      headers: {
        location: 'https://mail.contoso.com/owa/',
        'x-feserver': 'EXCH01',
        server: 'Microsoft-IIS/8.5',
      },
    })
    const { headers } = await ask('/owa')
    expect(headers.location).toBe(
      'https://mail.contoso.com/owa/auth/logon.aspx?url=https%3a%2f%2fmail.contoso.com%2fowa%2f&reason=0',
    )
    const page = await ask('/owa/auth/logon.aspx?url=x&reason=0')
    expect(page).toMatchObject({ status: 200, headers: { 'x-owa-version': '15.0.1497.2' } })
    expect(page.body).toContain('<title>Outlook Web App</title>')
  })

  it.each([
    ['/EWS/Exchange.asmx', 'Negotiate, NTLM'],
    ['/OAB/', 'Negotiate, NTLM'],
    ['/rpc/rpcproxy.dll?EXCH01:6001', 'Negotiate, NTLM, Basic realm="mail.contoso.com"'],
    ['/mapi/emsmdb', 'Negotiate, NTLM, Bearer'],
    ['/Microsoft-Server-ActiveSync', 'Basic realm="mail.contoso.com"'],
    ['/autodiscover/autodiscover.xml', 'Negotiate, NTLM, Basic realm="mail.contoso.com"'],
  ])('asks at %s who it is, in the ways that the directory is set to', async (path, challenges) => {
    expect(await ask(path)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': challenges, 'x-feserver': 'EXCH01' },
    })
  })

  it('takes Outlook’s own methods at /rpc', async () => {
    for (const method of ['RPC_IN_DATA', 'RPC_OUT_DATA'])
      expect(await ask('/rpc/rpcproxy.dll?EXCH01:6001', '-X', method)).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': expect.stringContaining('Basic') },
      })
  })

  it('offers what Set- has changed', async () => {
    await ground.run('Set-WebServicesVirtualDirectory', {
      Identity: 'EXCH01\\EWS (Default Web Site)',
      BasicAuthentication: true,
      WindowsAuthentication: false,
    })
    const { headers } = await ask('/EWS/Exchange.asmx')
    expect(headers['www-authenticate']).toBe('Basic realm="mail.contoso.com"')
    expect(await ask('/EWS/Exchange.asmx', ...as('CONTOSO\\frank'))).toMatchObject({ status: 200 })
  })

  it.each([
    '/nothing',
    '/ews/other',
    '/owa/%2e%2e/nothing',
    '/%252e%252e/owa',
    '/owa%00',
    '/__proto__',
    '/constructor',
  ])('has nothing at %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404 })
  })

  it('looks a path up as Windows does: without case, backslashes and dots taken away', async () => {
    for (const path of ['/EWS/../OWA/', '/ews\\..\\owa', '/./%6fwa/'])
      expect((await ask(path)).headers.location).toContain('/owa/auth/logon.aspx')
  })

  it('wants TLS', async () => {
    const plain = await curl(
      { http: ground.ports.exchangeHttp, https: ground.ports.exchange },
      'http://mail.contoso.com/owa',
    )
    expect(plain.status).toBe(403)
    expect(plain.body).toContain('403.4')
  })

  it('ends connections without an answer when IIS is stopped', async () => {
    await ground.run('Stop-Service', { Name: 'W3SVC', ComputerName: 'EXCH01' })
    expect((await ask('/owa')).exit).not.toBe(0)
    await ground.run('Start-Service', { Name: 'W3SVC', ComputerName: 'EXCH01' })
    expect((await ask('/owa')).status).toBe(302)
  })
})

describe('ActiveSync', () => {
  const options = (name: string, secret = password) =>
    ask('/Microsoft-Server-ActiveSync', '-X', 'OPTIONS', '-u', `${name}:${secret}`)

  it('tells its versions to a user, by any of the names that one signs in with', async () => {
    for (const name of [
      'CONTOSO\\frank',
      'contoso.local\\FRANK',
      'frank@contoso.local',
      'frank@contoso.com',
      'frank',
    ])
      expect(await options(name)).toMatchObject({
        status: 200,
        headers: { 'ms-asprotocolversions': '2.0,2.1,2.5,12.0,12.1,14.0,14.1' },
      })
  })

  it('fails with 500 for members of protected groups, and refuses those without a mailbox or deactivated', async () => {
    expect((await options('anna')).status).toBe(500)
    expect((await options('nomail')).status).toBe(403)
    expect((await options('gone')).status).toBe(403)
  })

  it('asks again after a wrong password, another domain, and a name that nobody has', async () => {
    expect((await options('frank', 'wrong')).status).toBe(401)
    expect((await options('FABRIKAM\\frank')).status).toBe(401)
    expect((await options('nobody')).status).toBe(401)
    expect((await options('frank')).status).toBe(200)
  })

  it('stops looking at passwords after five wrong ones for a name', async () => {
    for (let guess = 0; guess < 5; guess++)
      expect((await options('nomail', `guess ${guess}`)).status).toBe(401)
    expect(await options('nomail')).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
    expect((await options('frank')).status).toBe(200)
  })
})

describe('what came and went with versions', () => {
  it('2010 has no X-FEServer, no MAPI over HTTP, and Outlook Anywhere only when it is enabled', async () => {
    const old = await openGround({ version: '2010', proxy: false })
    try {
      const at = (path: string) =>
        curl({ http: old.ports.exchangeHttp, https: old.ports.exchange }, `https://mail.contoso.com${path}`)
      expect((await at('/owa')).headers).toMatchObject({
        'x-owa-version': '14.3.123.4',
        server: 'Microsoft-IIS/7.5',
      })
      expect((await at('/owa')).headers['x-feserver']).toBeUndefined()
      expect((await at('/mapi/emsmdb')).status).toBe(404)
      expect((await at('/rpc/rpcproxy.dll')).status).toBe(404)
      await old.run('Enable-OutlookAnywhere', {
        ClientAuthenticationMethod: 'Basic',
        ExternalHostname: 'mail.contoso.com',
        SSLOffloading: false,
      })
      expect(await old.place.site.store.list(outlookAnywhere)).toHaveLength(1)
      expect((await at('/rpc/rpcproxy.dll')).status).toBe(401)
    } finally {
      await old.close()
    }
  }, 60_000)
})
