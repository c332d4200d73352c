import { boolean, command, mandatory, text } from '@/lib/shell'
import { objectName } from '../../organization/kind'
import { type JournalRule, journalRule } from '../../transport/journal-rule'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenProperties, settingParameters, writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import { switchedRule } from './switched-rule'

/** A new rule is disabled until somebody says otherwise (New-JournalRule). */
const newRule = exchangeCmdlet({
  name: 'New-JournalRule',
  synopsis: 'Makes a rule that keeps reports of messages in a journal mailbox.',
  parameters: {
    ...settingParameters(journalRule),
    Name: mandatory(objectName, 1),
    JournalEmailAddress: mandatory(text),
    Enabled: boolean,
  },
  run: async ({ Name, Enabled = false, JournalEmailAddress, ...given }, site) => {
    const properties: JournalRule = {
      state: Enabled ? 'Enabled' : 'Disabled',
      recipient: null,
      scope: 'Global',
      ...givenProperties(journalRule, given),
      journalEmailAddress: JournalEmailAddress,
    }
    return insertObject(journalRule, Name, properties, site)
  },
})

export const journalRuleCmdlets = [
  getCmdlet(journalRule, { synopsis: 'Lists the journal rules.' }),
  newRule,
  setCmdlet(journalRule, { synopsis: 'Changes a journal rule.', renames: true }),
  removeCmdlet(journalRule, {
    synopsis: 'Removes a journal rule.',
    undo: ({ name, properties }) => [
      command('New-JournalRule', {
        Name: name,
        ...writtenSettings(journalRule, properties),
        Enabled: properties.state === 'Enabled',
      }),
    ],
  }),
  switchedRule(journalRule, 'Enable', {}),
  switchedRule(journalRule, 'Disable', {}),
]
