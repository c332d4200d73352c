import { absent, command, mandatory, ok, piped, switchParameter, text } from '@/lib/shell'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'

function mounting(verb: 'Mount' | 'Dismount', synopsis: string) {
  const mounted = verb === 'Mount'
  return exchangeCmdlet({
    name: `${verb}-Database`,
    synopsis,
    parameters: {
      Identity: piped(mandatory(text, 1)),
      ...(mounted ? { Force: switchParameter } : {}),
    },
    run: async ({ Identity }, site) => {
      const found = await requireObject(site, mailboxDatabase, Identity)
      if (!found.ok) return found
      const { name, properties } = found.value
      if ((properties.mounted ?? true) === mounted)
        return ok({ warnings: [`The database '${name}' is already ${verb.toLowerCase()}ed.`], undo: [] })
      const updated = await site.store.update(mailboxDatabase, found.value, { mounted })
      if (!updated.ok) return updated
      const back = mounted
        ? command('Dismount-Database', { Identity: name, Confirm: absent })
        : command('Mount-Database', { Identity: name })
      return ok({ undo: [back] })
    },
  })
}

export const mountCmdlets = [
  mounting('Mount', 'Mounts a database: its mailboxes can be used.'),
  mounting('Dismount', 'Dismounts a database: nobody can use its mailboxes until it is mounted again.'),
]
