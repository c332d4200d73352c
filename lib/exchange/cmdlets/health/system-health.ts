import { server as serverNoun } from '@/lib/essentials'
import { multiValued, ok, switchParameter, text } from '@/lib/shell'
import { exchangeCertificate } from '../../organization/exchange-certificate'
import { sendConnector } from '../../organization/send-connector'
import type { Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { exchangeServices } from '../../topology/exchange-services'
import { exchangeCmdlet } from '../exchange-cmdlet'

interface Finding {
  readonly Server: string
  readonly Severity: 'Error' | 'Warning'
  readonly Message: string
}

async function stoppedServices({ store }: Site): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { name, properties } of await store.list(exchangeServer)) {
    const services = (await store.find(serverNoun, name))?.properties.services ?? {}
    const required = exchangeServices(properties.version, properties.roles)
    for (const [service, { state }] of Object.entries(required))
      if (state === 'Running' && services[service]?.state === 'Stopped')
        findings.push({ Server: name, Severity: 'Error', Message: `The service ${service} isn't running.` })
  }
  return findings
}

async function oldCertificates({ store, clock }: Site): Promise<readonly Finding[]> {
  const now = clock.now().getTime()
  const certificates = await store.list(exchangeCertificate)
  return certificates
    .filter(
      ({ properties: { facts, services } }) =>
        services.length > 0 && facts !== null && new Date(facts.notAfter).getTime() < now,
    )
    .map(({ name, properties }) => ({
      Server: properties.server,
      Severity: 'Error' as const,
      Message: `The certificate ${name} has expired and is still used for ${properties.services.join(', ')}.`,
    }))
}

/** Setup's own warning, in its words. */
async function internetConnector({ store }: Site): Promise<readonly Finding[]> {
  const connectors = await store.list(sendConnector)
  const exists = connectors.some(({ properties }) =>
    properties.addressSpaces.some((space) => /^SMTP:\*;/i.test(space)),
  )
  const message =
    "Setup can't detect a Send connector with an address space of '*'. Mail flow to the Internet may not work properly."
  return exists ? [] : [{ Server: 'Organization', Severity: 'Warning', Message: message }]
}

/** What the Best Practices Analyzer of 2010 would find, as far as the site knows it. */
export const testSystemHealth = exchangeCmdlet({
  name: 'Test-SystemHealth',
  versions: ['2010'],
  synopsis: 'Gathers data of the organization and says what does not follow the recommended practice.',
  reads: true,
  parameters: { ServerList: multiValued(text), OutData: switchParameter },
  run: async ({ ServerList, OutData = false }, site) => {
    const all = [
      ...(await stoppedServices(site)),
      ...(await oldCertificates(site)),
      ...(await internetConnector(site)),
    ]
    const wanted = ServerList?.map((one) => one.toLowerCase())
    const findings = wanted ? all.filter(({ Server }) => wanted.includes(Server.toLowerCase())) : all
    return ok({ output: OutData ? [{ FileData: report(findings) }] : findings })
  },
})

function escaped(value: string): string {
  return value.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
}

function report(findings: readonly Finding[]): Uint8Array {
  const messages = findings.map(
    ({ Server, Severity, Message }) =>
      `  <Message Server="${escaped(Server)}" Severity="${Severity}">${escaped(Message)}</Message>`,
  )
  return new TextEncoder().encode(
    ['<?xml version="1.0" encoding="utf-8"?>', '<SystemHealth>', ...messages, '</SystemHealth>', ''].join(
      '\r\n',
    ),
  )
}
