import type { RollMark } from '../../../shared/volunteering/attendance.ts'
import type { RollPerson } from '../../../shared/volunteering/attendance-contract.ts'
import { dial } from '../../client/navigate.ts'
import { rollWords } from '../../text/attendance.ts'
import { Btn } from '../../ui/btn.tsx'
import { Sheet } from '../../ui/sheet.tsx'

/** All that can be said of one person now. */
export function PersonSheet({
  person,
  isEarly,
  isOver,
  isBusy,
  onTell,
  onClose,
}: {
  person: RollPerson
  isEarly: boolean
  isOver: boolean
  isBusy: boolean
  onTell: (mark: RollMark) => void
  onClose: () => void
}) {
  const { name, phone, status, volunteerNumber, canTakeBack } = person
  const number = volunteerNumber === null ? '' : `，志愿者号 ${volunteerNumber.slice(0, 4)} ${volunteerNumber.slice(4)}`
  const mayCome = !isEarly && (status === 'confirmed' || status === 'missed')
  return (
    <Sheet title={name} line={`${rollWords(person)}${number}`} onClose={onClose}>
      {phone === null ? null : (
        <Btn text="打电话问问" label={`给${name}打电话`} size="l" wide icon="phone" onPress={() => dial(phone)} />
      )}
      {mayCome ? (
        <Btn
          text={isOver ? '来了，全程都在' : '到了'}
          kind="primary"
          size="l"
          wide
          isBusy={isBusy}
          onPress={() => onTell('came')}
        />
      ) : null}
      {!isEarly && status === 'confirmed' ? (
        <Btn text="没来" size="l" wide isBusy={isBusy} onPress={() => onTell('missed')} />
      ) : null}
      {status === 'checked_in' ? (
        <>
          <Btn text="走了" kind="primary" size="l" wide isBusy={isBusy} onPress={() => onTell('left')} />
          <Btn
            text="不在现场，撤掉签到"
            kind="danger"
            size="l"
            wide
            isBusy={isBusy}
            onPress={() => onTell('not_there')}
          />
        </>
      ) : null}
      {canTakeBack ? (
        <Btn text="点错了，撤回" size="l" wide isBusy={isBusy} onPress={() => onTell('take_back')} />
      ) : null}
      <Btn text="关上" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
