import { type Cmdlet, mandatory, ok, parsed, piped, type Result, refuse, text } from '@/lib/shell'
import type { Site } from '../../store'
import { explain, findCode, type NonDeliveryCode, nonDeliveryCodes } from '../../transport/codes'
import { findScenario, playScenario, scenarioOf } from '../../transport/scenarios'
import { exchangeCmdlet } from '../exchange-cmdlet'

const statusCode = parsed('EnhancedStatusCode', (given): Result<string> => {
  const code = given.trim().toLowerCase()
  return findCode(code)
    ? ok(code)
    : refuse('InvalidArgument', 'UnknownStatusCode', `The code ${code.slice(0, 40)} is not in the table.`, {
        recommendedAction: 'Get-NonDeliveryCode lists the codes.',
      })
})

const shown = ({ code, title, meaning, cause, check, here }: NonDeliveryCode) => ({
  StatusCode: code,
  Title: title,
  Meaning: meaning,
  Cause: cause,
  Check: check.command,
  Here: hereOf(here),
})

function hereOf({ plays: [first], note, after }: NonDeliveryCode['here']): string {
  const change = after && `${after.lines.join('; ')}: ${after.next}`
  return [note, change, findScenario(first.scenario)?.does].filter(Boolean).join(' ')
}

/** Of our own: what a non-delivery code means. */
const getCode = exchangeCmdlet({
  name: 'Get-NonDeliveryCode',
  synopsis: 'Explains enhanced status codes, by number or as they stand in a report or an error.',
  reads: true,
  ungoverned: true,
  parameters: { StatusCode: { ...statusCode, position: 1 }, Text: piped(text) },
  run: async ({ StatusCode, Text }) => {
    if (Text !== undefined)
      return ok({
        output: explain(Text).map(({ reply, status, says, known }) => ({
          ...(known ? shown(known) : { Title: 'Not in the table' }),
          StatusCode: status,
          Reply: reply,
          Says: says,
        })),
      })
    const code = StatusCode === undefined ? null : findCode(StatusCode)
    return ok({ output: code ? [shown(code)] : nonDeliveryCodes.map(shown) })
  },
})

/** Of our own: a message, or a typed session, that brings a code about. It sets nothing. */
const sendTest = exchangeCmdlet({
  name: 'Send-NonDeliveryTest',
  synopsis:
    'Produces a non-delivery code on the site: sends the message, or says the lines, that bring it about.',
  ungoverned: true,
  parameters: {
    StatusCode: mandatory({ ...statusCode, position: 1 }),
    Scenario: text,
    Sender: text,
  },
  run: async ({ StatusCode, Scenario, Sender }, site) => {
    const found = scenarioOf(StatusCode, Scenario)
    if (!found.ok) return found
    const { scenario, play } = found.value
    const played = await playScenario(site, found.value, Sender)
    if (!played.ok) return played
    const { messageId, reply, sender, recipient, transcript } = played.value
    return ok({
      output: [
        {
          StatusCode: play.says.join(' or '),
          Does: scenario.does,
          Shows: scenario.shows,
          Sender: sender,
          Recipient: recipient,
          MessageId: messageId,
          Reply: reply,
          Transcript: transcript,
          Next: scenario.next ?? null,
        },
      ],
    })
  },
})

export const nonDeliveryCmdlets: readonly Cmdlet<Site>[] = [getCode, sendTest]
