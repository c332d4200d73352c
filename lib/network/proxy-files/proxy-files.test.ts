import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSelfSigned } from '../certificates'
import { contoso } from '../testing/contoso'
import {
  findProxyFile,
  haproxyCfg,
  nginxConf,
  type ProxyFileFacts,
  proxyFiles,
  proxySites,
  routerTable,
} from '.'

const has = (program: string, ...args: string[]) => {
  const found = spawnSync(program, args).error === undefined
  if (!found) console.warn(`SKIPPED: tests that need ${program}, which is not on the PATH of this computer.`)
  return found
}
const [hasNginx, hasHaproxy, hasXmllint] = [
  has('nginx', '-v'),
  has('haproxy', '-v'),
  has('xmllint', '--version'),
]

const description = contoso({ autodiscover: 'a' })
const sites = proxySites(description, null)
const facts: ProxyFileFacts = {
  description,
  proxy: null,
  forwards: [
    {
      publicAddress: '203.0.113.25',
      port: 25,
      protocolName: 'SMTP',
      server: 'EXCH01',
      address: '192.168.0.3',
    },
    {
      publicAddress: '203.0.113.25',
      port: 443,
      protocolName: 'HTTPS',
      server: 'ESSENTIALS',
      address: '192.168.0.2',
    },
  ],
  arr: {
    folder: '%Windir%\\System32\\Essentials',
    line: 'ARRConfig config -cert "C:\\50% off\\a b.pfx" -hostnames mail.contoso.com',
  },
}
const written = (kind: string) => findProxyFile(kind)?.write(facts) ?? ''

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-files-'))
  const made = await createSelfSigned({ commonName: 'contoso', names: ['mail.contoso.com'], now: new Date() })
  if (!made.ok) throw new Error(made.error.message)
  writeFileSync(join(folder, 'one.pem'), made.value.certificatePem)
  writeFileSync(join(folder, 'one.key'), made.value.privateKeyPem)
  writeFileSync(join(folder, 'both.pem'), `${made.value.certificatePem}\n${made.value.privateKeyPem}`)
})
afterAll(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)

describe('the files for the real site', () => {
  it.skipIf(!hasNginx)('are taken by nginx', () => {
    const [pem, key] = [at('one.pem'), at('one.key')]
    const text = nginxConf(sites, {
      exchangeCertificate: pem,
      exchangeKey: key,
      ownCertificate: pem,
      ownKey: key,
    })
    writeFileSync(at('nginx.conf'), text)
    const { stderr, status } = spawnSync(
      'nginx',
      ['-t', '-p', folder, '-c', at('nginx.conf'), '-g', `pid ${at('pid')};`],
      { encoding: 'utf8' },
    )
    expect(stderr).toContain('syntax is ok')
    expect(stderr).not.toContain('[warn]')
    expect(status).toBe(0)
  })

  it.skipIf(!hasHaproxy)('are taken by HAProxy', () => {
    writeFileSync(
      at('haproxy.cfg'),
      haproxyCfg(sites, { exchangePem: at('both.pem'), ownPem: at('both.pem') }),
    )
    const { stderr, stdout, status } = spawnSync('haproxy', ['-c', '-f', at('haproxy.cfg')], {
      encoding: 'utf8',
    })
    expect(stderr + stdout).not.toMatch(/ALERT|WARNING/)
    expect(status).toBe(0)
  })

  it.skipIf(!hasXmllint)('are XML for IIS, with every name of Exchange and no other in the rules', () => {
    writeFileSync(at('arr.xml'), written('iis'))
    expect(spawnSync('xmllint', ['--noout', at('arr.xml')]).status).toBe(0)
    const { stdout } = spawnSync(
      'xmllint',
      ['--xpath', 'string(//rule[1]//add[2]/@pattern)', at('arr.xml')],
      { encoding: 'utf8' },
    )
    const rule = new RegExp(stdout.trim(), 'i')
    for (const host of ['mail.contoso.com', 'MAIL.contoso.com:443', 'autodiscover.contoso.com'])
      expect(rule.test(host)).toBe(true)
    for (const host of [
      'remote.contoso.com',
      'mailxcontoso.com',
      'mail.contoso.com.evil.example',
      'xmail.contoso.com',
    ])
      expect(rule.test(host)).toBe(false)
  })

  it('are the commands of split DNS, for each name of Exchange', () => {
    expect(written('split-dns').split('\r\n').slice(0, 2)).toEqual([
      "Add-DnsServerPrimaryZone -Name 'mail.contoso.com' -ReplicationScope 'Domain' -DynamicUpdate 'Secure'",
      "Add-DnsServerResourceRecordA -ZoneName 'mail.contoso.com' -Name '@' -IPv4Address '192.168.0.3'",
    ])
  })

  it('are the line for ARRConfig, in which a percent sign stays one', () => {
    expect(written('arrconfig')).toBe(
      'cd /d "%Windir%\\System32\\Essentials"\r\nARRConfig config -cert "C:\\50%% off\\a b.pfx" -hostnames mail.contoso.com\r\n',
    )
  })

  it('are the table of the router in columns', () => {
    expect(routerTable(facts.forwards).split('\n')).toEqual([
      'Public address  Protocol  Port  To           Port  Computer    For',
      '--------------  --------  ----  -----------  ----  ----------  -----',
      '203.0.113.25    TCP       25    192.168.0.3  25    EXCH01      SMTP',
      '203.0.113.25    TCP       443   192.168.0.2  443   ESSENTIALS  HTTPS',
      '',
    ])
  })

  it('follow what ARRConfig was given', () => {
    const configured = {
      hostNames: ['owa.contoso.com'],
      targetServer: 'EXCH01',
      certificatePath: 'C:\\a.pfx',
      certificate: { names: [], notAfter: '', issuer: '' },
      at: '',
    }
    const proxy = { urlRewrite: true, updated: false, configured }
    const text = findProxyFile('nginx')?.write({ ...facts, proxy }) ?? ''
    expect(text).toContain('server_name owa.contoso.com;')
    expect(text).not.toContain('mail.contoso.com')
  })

  it('are never written with a sign that ends a word', () => {
    const evil = (name: string) => ({ ...sites, exchange: { ...sites.exchange, hostNames: [name] } })
    for (const name of ['a.com; } server {', 'a.com"/><x', 'a.com\nfrontend x', 'a.com #'])
      for (const write of [nginxConf, haproxyCfg]) expect(() => write(evil(name))).toThrow()
  })

  it('have names of their own', () => {
    expect(new Set(proxyFiles.map(({ kind }) => kind)).size).toBe(proxyFiles.length)
    expect(new Set(proxyFiles.map(({ fileName }) => fileName)).size).toBe(proxyFiles.length)
    expect(findProxyFile('../secret')).toBeNull()
  })
})
