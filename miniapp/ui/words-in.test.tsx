import { describe, expect, it } from 'vitest'
import { wordsIn } from './words-in.ts'

const Drawing = ({ name }: { name: string }) => <i>{name}</i>
const Mark = ({ text }: { text: string }) => <b>{text}</b>

describe('wordsIn', () => {
  it.each([
    ['a time', <b key="1">10:30</b>, ['10:30']],
    ['a part of ours with a word', <Mark key="1" text="停水" />, ['停水']],
    ['a drawing', <Drawing key="1" name="phone" />, []],
    [
      'several, some of them absent',
      [<b key="1">10 元</b>, null, false, <Mark key="2" text="约满" />],
      ['10 元', '约满'],
    ],
    [
      'nested text and numbers',
      <b key="1">
        还有 <i>{3}</i>
      </b>,
      ['还有 ', '3'],
    ],
    ['nothing', undefined, []],
  ])('of %s', (_, node, words) => {
    expect(wordsIn(node)).toEqual(words)
  })
})
