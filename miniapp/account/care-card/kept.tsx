import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { CareCard } from '../../../shared/people/care-card-contract.ts'
import { isCheckDue } from '../../../shared/people/care-card.ts'
import type { PersonRef } from '../../../shared/schemas.ts'
import { dayOf, dayWord } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { agreedWords, bloodWords, careFields } from '../../text/care-card.ts'
import { Btn } from '../../ui/btn.tsx'
import { Card, Fact, IconRow, Rows } from '../../ui/layout.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** The card as it is kept, when it was last looked through, and the way to have it erased. */
export function Kept({
  person,
  card,
  name,
  onEdit,
  onChange,
}: {
  person: PersonRef
  card: CareCard
  /** 您, or whose it is. */
  name: string
  onEdit: () => void
  onChange: () => void
}) {
  const [isAsking, setAsking] = useState(false)
  const check = useCommand('people.checkCareCard')
  const withdraw = useCommand('people.withdrawCareCard')
  const isDue = isCheckDue(card.checkedAt, new Date())
  const filled = careFields.filter(({ key }) => card[key] !== '')

  async function stillRight() {
    const answer = await check.run({ person })
    if (answer?.ok !== true) return
    say('好，明年再问您')
    onChange()
  }
  async function erase() {
    const answer = await withdraw.run({ id: withdraw.id(), person })
    if (answer?.ok !== true) return
    setAsking(false)
    say('删掉了')
    onChange()
  }

  return (
    <>
      {isDue ? (
        <Card pad className="col g3">
          <View className="t-title">
            <Text>一年没看过了，还对吗？</Text>
          </View>
          <Btn
            text="都还对"
            kind="primary"
            size="l"
            wide
            icon="check"
            isBusy={check.isBusy}
            busyText="正在记下"
            onPress={() => void stillRight()}
          />
        </Card>
      ) : null}
      {check.error === undefined ? null : <Notice kind="warn" text={check.error.message} />}
      <Card pad>
        <View className="facts">
          {filled.map((field) => (
            <Fact key={field.key} name={field.name}>
              <View className={field.key === 'allergies' ? 'strong' : ''}>
                <Say>{card[field.key]}</Say>
              </View>
            </Fact>
          ))}
          {card.bloodType === null ? null : (
            <Fact name="血型">
              <Text>{bloodWords(card.bloodType)}</Text>
            </Fact>
          )}
          {filled.length === 0 && card.bloodType === null ? <Text className="quiet">还什么都没写</Text> : null}
        </View>
      </Card>
      <View className="quiet t-small">
        <Say>{`${dayWord(dayOf(new Date(card.checkedAt)))}看过一遍。${agreedWords[card.agreedHow]}，同意存的。`}</Say>
      </View>
      <Btn text="改一改" kind={isDue ? 'secondary' : 'primary'} size="l" wide icon="pencil-line" onPress={onEdit} />
      <Notice
        text={`接了${name}求助的人才看得到，${name === '您' ? '还有您让替您按求助的家人' : '还有家里人'}。看一次，记一次。`}
      />
      <Rows>
        <IconRow icon="eye" title="谁看过资料" onPress={() => openPage('account/access/index')} />
      </Rows>
      <Btn text="不存了，删掉急救卡" kind="plain" wide onPress={() => setAsking(true)} />
      {isAsking ? (
        <Sheet
          title="删掉急救卡？"
          line="写的都会马上删掉，来帮忙的人就看不到了。以后想写，随时再写。"
          onClose={() => setAsking(false)}
        >
          {withdraw.error === undefined ? null : <Notice kind="warn" text={withdraw.error.message} />}
          <Btn
            text="删掉急救卡"
            kind="danger"
            size="l"
            wide
            isBusy={withdraw.isBusy}
            busyText="正在删"
            onPress={() => void erase()}
          />
          <Btn text="先不删" kind="plain" wide onPress={() => setAsking(false)} />
        </Sheet>
      ) : null}
    </>
  )
}
