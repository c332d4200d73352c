import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Parser } from 'web-tree-sitter'
import { defaultPasswordPolicy } from '@/lib/essentials'
import { printRunbook } from '@/lib/runbooks/runbook'
import { secure } from '@/lib/shell'
import { awkwardText } from '@/lib/shell/testing/awkward-text'
import { literalText, nodesOf, powerShellParser } from '@/lib/shell/testing/parser'
import { withSuggestions } from '.'
import { addUser } from './add-user'
import { describeSite } from './describe-site'
import { editRecord } from './provider-record'
import type { Answers, Wizard } from './wizard'

let parser: Parser
beforeAll(async () => {
  parser = await powerShellParser()
})

const seal = (_: string, prompt: string) => secure(prompt, 'sealed')

/** The script of these answers, whatever the rules say of them: the commands and the literals in it. */
function scriptOf<F>(wizard: Wizard<F>, facts: F, answers: Answers) {
  const runbook = wizard.compile(facts, withSuggestions(wizard, facts, answers), seal)
  const script = printRunbook(runbook)
  const root = parser.parse(script)?.rootNode
  if (!root) throw new Error('The parser gave nothing')
  return {
    script,
    sound: !root.hasError,
    steps: runbook.steps.length,
    commands: nodesOf(root, 'command').filter((node) => !node.text.startsWith('Read-Host')).length,
    literals: nodesOf(root, 'verbatim_string_characters').map((node) => literalText(node.text)),
  }
}

describe('a saved script', () => {
  it('holds each name of the Add a User Account wizard as one literal, and nothing else runs', () => {
    const facts = {
      passwordPolicy: defaultPasswordPolicy,
      email: { server: 'EXCH01', domain: 'contoso.com', policy: 'P' },
    }
    fc.assert(
      fc.property(
        awkwardText,
        awkwardText,
        awkwardText,
        awkwardText,
        (firstName, lastName, logonName, alias) => {
          const made = scriptOf(addUser, facts, {
            firstName,
            lastName,
            logonName,
            alias,
            password: 'Secret-1234',
          })
          expect(made).toMatchObject({ sound: true, commands: made.steps })
          for (const value of [logonName.trim(), alias.trim()]) expect(made.literals).toContain(value)
          expect(made.script).not.toContain('Secret-1234')
        },
      ),
      { numRuns: 400 },
    )
  })

  it('holds what was awkwardText of the site and of a DNS record as literals', () => {
    fc.assert(
      fc.property(awkwardText, awkwardText, (one, other) => {
        const site = scriptOf(
          describeSite,
          { description: null, joined: false, reserved: [] },
          { Organization: one, InternetDomain: other },
        )
        expect(site).toMatchObject({ sound: true, commands: 1 })
        expect(site.literals).toContain(one.trim())
        const record = scriptOf(
          editRecord,
          { domain: 'contoso.com', record: null, proposed: null },
          { name: one, type: 'TXT', data: other, ttl: '60' },
        )
        expect(record).toMatchObject({ sound: true, commands: 1 })
        expect(record.literals).toEqual(expect.arrayContaining([one.trim(), other.trim()]))
      }),
      { numRuns: 300 },
    )
  })
})
