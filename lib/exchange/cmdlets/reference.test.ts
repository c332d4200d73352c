import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exchangeVersions } from '../topology/exchange-version'
import { exchangeCmdlets } from '.'

interface Reference {
  readonly versions: readonly string[]
  readonly parameters: Readonly<Record<string, { readonly versions?: readonly string[] }>>
}

const path =
  process.env.CMDLET_REFERENCE ?? join(import.meta.dirname, '../../../../shared/data/cmdlet-parameters.json')
const reference: Readonly<Record<string, Reference>> | null = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : null

/** What no reference has, and why we take it all the same. */
const ours = [
  'Import-ExchangeCertificate -Force', // in the guide's own script
  'Export-ExchangeCertificate -FileName 2016', // was there until a late update of 2016 took it away
  'New-ExchangeCertificate -RequestFile 2016',
  'New-PowerShellVirtualDirectory -CertificateAuthentication', // in the reference's own example
  'Test-AssistantHealth -DomainController', // all of ours take it
  'Start-EdgeSynchronization -DomainController',
]

/** Nouns that the reference leaves out, and that are here all the same, are judged by nobody. */
const cmdlets = exchangeCmdlets.filter(({ name }) => reference?.[name] !== undefined)

describe.skipIf(reference === null)(
  'Compared with the reference of Exchange, which is not part of the project',
  () => {
    it.each(cmdlets.map((one) => [one.name, one] as const))(
      '%s has only parameters that are in it',
      (name, one) => {
        const known = reference?.[name]
        expect(known).toBeDefined()
        const foreign = Object.keys(one.parameters).filter(
          (parameter) =>
            !known?.parameters[parameter] &&
            parameter !== 'DomainController' &&
            !ours.includes(`${name} -${parameter}`),
        )
        expect(foreign).toEqual([])
      },
    )

    it.each(cmdlets.map((one) => [one.name, one] as const))(
      '%s knows which versions have its parameters',
      (name, one) => {
        const known = reference?.[name]
        for (const [parameter, { versions }] of Object.entries(known?.parameters ?? {})) {
          const here = one.parameters[parameter] as { versions?: readonly string[] } | undefined
          if (!here) continue
          const expected = exchangeVersions.filter((version) =>
            (versions ?? known?.versions ?? []).includes(version),
          )
          const found = (here.versions ?? known?.versions ?? []).filter(
            (version) =>
              exchangeVersions.some((one) => one === version) &&
              !ours.includes(`${name} -${parameter} ${version}`),
          )
          expect({ parameter, versions: found }).toEqual({ parameter, versions: expected })
        }
      },
    )
  },
)
