import { absent, command, mandatory, ok, piped, refuse, text } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import { noun, type Site, type Stored } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound, requireObject } from '../find-object'
import { requireMailbox } from '../mailbox/require-mailbox'

interface MoveRequest {
  readonly displayName: string
  readonly sourceDatabase: string
  readonly targetDatabase: string
  readonly batchName: string
  readonly bytes: number
}

/** Named by the mailbox's owner's id: a mailbox has one request at a time. */
const moveRequest = noun<MoveRequest>('MoveRequest', 'move request')

function shown({ name, properties }: Stored<MoveRequest>): object {
  return {
    DisplayName: properties.displayName,
    Status: 'Completed',
    TargetDatabase: properties.targetDatabase,
    SourceDatabase: properties.sourceDatabase,
    BatchName: properties.batchName,
    PercentComplete: 100,
    Guid: name,
    Identity: name,
  }
}

/** A simulated mailbox is moved at once; the request stays until it is removed, as in Exchange. */
const newMoveRequest = exchangeCmdlet({
  name: 'New-MoveRequest',
  synopsis: 'Moves a mailbox to another database.',
  parameters: { Identity: piped(mandatory(text, 1)), TargetDatabase: text, BatchName: text },
  run: async ({ Identity, TargetDatabase, BatchName = '' }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    const databases = (await site.store.list(mailboxDatabase)).filter(
      ({ name }) => name !== user.value.mailbox.database,
    )
    const target = await requireObject(
      site,
      mailboxDatabase,
      TargetDatabase ?? databases[0]?.name ?? '',
      'TargetDatabase',
    )
    if (!target.ok) return target
    const { mailbox, id, name: displayName } = user.value
    if (target.value.name === mailbox.database)
      return refuse(
        'InvalidArgument',
        'RecipientTaskException',
        `The mailbox ${quoted(displayName)} is already in the database ${quoted(target.value.name)}.`,
        { target: 'TargetDatabase' },
      )
    const inserted = await site.store.insert(moveRequest, id, {
      displayName,
      sourceDatabase: mailbox.database,
      targetDatabase: target.value.name,
      batchName: BatchName,
      bytes: mailbox.bytes,
    })
    if (!inserted.ok)
      return refuse(
        'ResourceExists',
        'ManagementObjectAlreadyExistsException',
        `Mailbox ${quoted(displayName)} has a completed move request associated with it. Before you create a new move request for the mailbox, run the Remove-MoveRequest cmdlet to clear the completed move request.`,
        { target: 'Identity' },
      )
    const moved = await site.store.users.update(id, { mailbox: { ...mailbox, database: target.value.name } })
    if (!moved.ok) return moved
    const undo = [
      command('Remove-MoveRequest', { Identity: id, Confirm: absent }),
      command('New-MoveRequest', { Identity: id, TargetDatabase: mailbox.database }),
      command('Remove-MoveRequest', { Identity: id, Confirm: absent }),
    ]
    return ok({ output: [shown(inserted.value)], undo })
  },
})

async function requireMove(site: Site, identity: string) {
  const user = await requireMailbox(site, identity)
  const found = user.ok ? await site.store.find(moveRequest, user.value.id) : null
  return found ? ok(found) : couldNotBeFound(site, identity, 'Identity')
}

const getMoveRequest = exchangeCmdlet({
  name: 'Get-MoveRequest',
  synopsis: 'Lists the moves of mailboxes that were asked for.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    BatchName: text,
    MoveStatus: text,
    TargetDatabase: text,
  },
  run: async ({ Identity, BatchName, MoveStatus, TargetDatabase }, site) => {
    if (Identity !== undefined) {
      const found = await requireMove(site, Identity)
      return found.ok ? ok({ output: [shown(found.value)] }) : found
    }
    const target = TargetDatabase
      ? await requireObject(site, mailboxDatabase, TargetDatabase, 'TargetDatabase')
      : null
    if (target && !target.ok) return target
    const all = (await site.store.list(moveRequest)).filter(
      ({ properties }) =>
        (BatchName === undefined || properties.batchName.toLowerCase() === BatchName.toLowerCase()) &&
        (!target?.ok || properties.targetDatabase === target.value.name) &&
        (MoveStatus === undefined || MoveStatus.toLowerCase() === 'completed'),
    )
    return ok({ output: all.map(shown) })
  },
})

const getStatistics = exchangeCmdlet({
  name: 'Get-MoveRequestStatistics',
  synopsis: 'Shows how far the move of a mailbox is.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    MoveRequestQueue: text,
    MailboxGuid: text,
  },
  run: async ({ Identity, MoveRequestQueue, MailboxGuid }, site) => {
    if (Identity !== undefined) {
      const found = await requireMove(site, Identity)
      return found.ok ? ok({ output: [shown(found.value)] }) : found
    }
    const queue = MoveRequestQueue
      ? await requireObject(site, mailboxDatabase, MoveRequestQueue, 'MoveRequestQueue')
      : null
    if (queue && !queue.ok) return queue
    const all = (await site.store.list(moveRequest)).filter(
      ({ name, properties }) =>
        (!queue?.ok || properties.targetDatabase === queue.value.name) &&
        (MailboxGuid === undefined || name === MailboxGuid.toLowerCase()),
    )
    return ok({ output: all.map(shown) })
  },
})

const removeMoveRequest = exchangeCmdlet({
  name: 'Remove-MoveRequest',
  synopsis: 'Clears a move of a mailbox that is done.',
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    MoveRequestQueue: text,
    MailboxGuid: text,
  },
  run: async ({ Identity, MoveRequestQueue, MailboxGuid }, site) => {
    if (Identity === undefined) {
      const queue = await requireObject(site, mailboxDatabase, MoveRequestQueue ?? '', 'MoveRequestQueue')
      // Nothing is left over in a queue here: a request and its mailbox are one.
      return queue.ok ? couldNotBeFound(site, MailboxGuid ?? '', 'MailboxGuid') : queue
    }
    const found = await requireMove(site, Identity)
    if (!found.ok) return found
    await site.store.remove(moveRequest, found.value)
    return ok({})
  },
})

export const moveRequestCmdlets = [newMoveRequest, getMoveRequest, getStatistics, removeMoveRequest]
