import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Objection } from '../../../shared/records/hours-contract.ts'
import { dayWord } from '../../../shared/time.ts'
import { aboutWords, objectionWords } from '../../text/hours.ts'
import { Btn } from '../../ui/btn.tsx'
import { Rows, Section } from '../../ui/layout.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'

/** True while the community still has something to do about it. */
export const isOpen = ({ status }: Objection) => status === 'open' || status === 'upheld'

const shownFirst = 3

/** What I said was wrong, with what the community answered. */
export function Objections({ title, objections }: { title: string; objections: readonly Objection[] }) {
  const [isAll, setAll] = useState(false)
  if (objections.length === 0) return null
  return (
    <Section title={title} note={`${objections.length} 条`}>
      <Rows>
        {objections.slice(0, isAll ? objections.length : shownFirst).map((objection) => (
          <View key={objection.id} className="row row--top">
            <View className="row__main">
              <View className="row__title">
                <Say>{aboutWords(objection)}</Say>
              </View>
              <View className="row__note">
                <Say>{answerWords(objection)}</Say>
              </View>
              <View className="act__foot">
                <SaidPill said={objectionWords[objection.status]} />
              </View>
            </View>
          </View>
        ))}
      </Rows>
      {isAll || objections.length <= shownFirst ? null : (
        <Btn text="再看以前的" kind="text" wide onPress={() => setAll(true)} />
      )}
    </Section>
  )
}

function answerWords({ status, words, dueOn, reply, repliedByName }: Objection): string {
  return status === 'open' ? `${words}。${dayWord(dueOn)}前答复。` : `${repliedByName ?? '社区'}：${reply}`
}
