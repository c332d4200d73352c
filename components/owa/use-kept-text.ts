import { type RefObject, useEffect, useRef, useState } from 'react'
import type { ComposeState } from './compose-form'
import {
  type ComposeText,
  composeFields,
  findKeptText,
  forgetText,
  keepText,
  keptKey,
  textIn,
} from './kept-text'

/** What a form is about: another text is kept for each. */
export interface ComposePlace {
  /** The mailbox's. */
  readonly address: string
  readonly mode: string
  readonly source: string
}

/**
 * Keeps what is typed until the server has it, and brings back what an earlier visit left.
 * @param answer what the server said last; the page is still here, so the text may change again
 * @param start what the form begins with
 */
export function useKeptText(
  form: RefObject<HTMLFormElement | null>,
  { address, mode, source }: ComposePlace,
  answer: ComposeState,
  start: ComposeText,
) {
  const key = keptKey(address, mode, source)
  /** What is on its way to the server; null is nothing. */
  const sending = useRef<ComposeText | null>(null)
  const [begin, setBegin] = useState({ text: start, isKept: false })
  const [isTouched, setTouched] = useState(false)
  // What this tab has kept is known after the page has come: the server does not have it.
  useEffect(() => {
    const kept = findKeptText(key)
    if (!kept) return
    setBegin({ text: kept, isKept: true })
    setTouched(true)
  }, [key])
  // The form is left, or is that of a draft now: the server has the text.
  useEffect(
    () => () => {
      if (sending.current) forgetText(key)
    },
    [key],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer ends the sending
  useEffect(() => {
    const sent = sending.current
    sending.current = null
    if (!sent || !form.current || answer.kept === null) return
    const now = textIn(new FormData(form.current))
    const isSame = composeFields.every((name) => now[name] === sent[name])
    setTouched(!isSame)
    // Typed while it was under way.
    if (!isSame) keepText(key, now)
  }, [answer])
  return {
    ...begin,
    isTouched,
    keep() {
      if (form.current) keepText(key, textIn(new FormData(form.current)))
      setTouched(true)
    },
    /** The text goes to the server now, or away. */
    send() {
      if (form.current) sending.current = textIn(new FormData(form.current))
    },
    /** As the form was at first. */
    startAnew() {
      forgetText(key)
      setBegin({ text: start, isKept: false })
      setTouched(false)
    },
  }
}
