import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import type { RatingTag } from '../../../shared/homecare/visits.ts'
import { useCommand } from '../../client/use-command.ts'
import { starWords, tagsFor, tagWords } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Press } from '../../ui/press.tsx'
import { Notice } from '../../ui/states.tsx'
import { Stars } from '../../ui/stars.tsx'
import { say } from '../../ui/toast.tsx'

/** How it was: stars, a few words to tap, and room for more. */
export function Rate({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const [stars, setStars] = useState(0)
  const [tags, setTags] = useState<readonly RatingTag[]>([])
  const [words, setWords] = useState('')
  const rate = useCommand('homecare.rateVisit')
  const { communityId, visitId } = visit

  async function send() {
    const rating = { stars, tags: [...tags], words: words.trim() }
    const answer = await rate.run({ communityId, visitId, id: rate.id(), rating })
    if (answer?.ok === true) {
      say(stars >= 3 ? '谢谢，告诉师傅了' : '记下了，社区会来问您')
      onDone()
    }
  }

  return (
    <Section title={`${visit.worker?.name ?? '师傅'}做得怎么样`}>
      <Card pad className="col g3">
        <Stars
          value={stars}
          words={starWords}
          onChange={(next) => {
            setStars(next)
            setTags([])
          }}
        />
        <View className="center strong">
          <Text>{stars === 0 ? '点一点，几颗星' : starWords[stars]}</Text>
        </View>
        {stars === 0 ? null : (
          <View className="chips-wrap">
            <View className="chips">
              {tagsFor(stars).map((tag) => {
                const isOn = tags.indexOf(tag) >= 0
                return (
                  <Press
                    key={tag}
                    className={`chip ${isOn ? 'is-on' : ''}`}
                    role="checkbox"
                    label={tagWords[tag]}
                    contentSpeaks
                    isOn={isOn}
                    onPress={() => setTags(isOn ? tags.filter((one) => one !== tag) : [...tags, tag])}
                  >
                    <Text>{tagWords[tag]}</Text>
                  </Press>
                )
              })}
            </View>
          </View>
        )}
        {stars === 0 ? null : (
          <LongField
            id="words"
            label="还想说的话，可以不写"
            value={words}
            onInput={setWords}
            maxLength={200}
            placeholder="想说什么都行"
          />
        )}
        {stars > 0 && stars < 3 ? <Notice text="社区会打电话来问，5 个工作日内答复您。" /> : null}
        {rate.error === undefined ? null : <Notice kind="warn" text={rate.error.message} />}
        <Btn
          text="就这样评"
          kind="primary"
          size="l"
          wide
          disabled={stars === 0}
          isBusy={rate.isBusy}
          busyText="正在发"
          onPress={() => void send()}
        />
      </Card>
    </Section>
  )
}
