import type { Machine } from '../evaluate/machine'
import { isDash } from '../parse/characters'
import { maximumScript } from '../parse/parse'
import { boundSoFar } from './bound-so-far'
import { commandOffers } from './complete-command'
import { completeMember } from './complete-member'
import { parameterOffers } from './complete-parameter'
import { looksLikePath, pathOffers } from './complete-path'
import { completeType } from './complete-type'
import { inQuotes, valueOffers } from './complete-value'
import { completeVariable } from './complete-variable'
import { knownCommand, knownScript } from './known-command'
import type { Line } from './line'
import { type Completed, mostOffers, type Offer } from './offer'
import { type Place, placeOf } from './place'
import { unquoted } from './quoting'

export type { Completed, Offer } from './offer'

/**
 * What Tab offers at a place of an unfinished text. Runs nothing.
 * @param caret an offset in `text`; what stands behind it is not looked at
 */
export async function complete(machine: Machine, text: string, caret: number): Promise<Completed> {
  const before = text.slice(0, Math.max(0, Math.min(caret, text.length)))
  const none = { from: before.length, to: before.length, offers: [] }
  if (before.length > maximumScript) return none
  const { tokens } = machine.parse(before)
  const place = placeOf(before, tokens)
  if (!place) return none
  const { word } = place
  if (word.open !== true || word.text.startsWith('"')) {
    const named =
      completeVariable(machine, before, tokens) ??
      completeMember(machine, before, place.sources) ??
      completeType(before)
    if (named) return named
  }
  const offers = await offersAt(machine, place)
  return { from: word.start, to: word.end, offers: offers.slice(0, mostOffers) }
}

async function offersAt(machine: Machine, { word, line, atStart, sources }: Place): Promise<Offer[]> {
  const { quote, text } = unquoted(word.text)
  if (atStart) {
    if (looksLikePath(text)) return inQuotes(await pathOffers(machine, text, isScript), quote)
    return quote === '' ? commandOffers(machine, text) : []
  }
  const command =
    line && (knownCommand(machine, line.name.text) ?? (await knownScript(machine, line.name.text)))
  if (!command) return looksLikePath(text) && line ? inQuotes(await pathOffers(machine, text), quote) : []
  const bound = boundSoFar(command, wordsBefore(line, word), word.joined)
  if (isDash(word.text[0])) return parameterOffers(command, bound, word.text)
  const source = sources.at(-1) ?? null
  if (bound.next) return valueOffers(machine, { command, parameter: bound.next, quote, text, source })
  return looksLikePath(text) ? inQuotes(await pathOffers(machine, text), quote) : []
}

const isScript = (path: string) => /\.ps1$/i.test(path)

function wordsBefore({ words }: Line, word: Place['word']): Line['words'] {
  return words.at(-1) === word ? words.slice(0, -1) : words
}
