import type { Dice } from './dice.ts'
import { familyName, givenName, type Sex } from './names.ts'

/** A person before they have a home, an id and a telephone. */
export interface Member {
  name: string
  sex: Sex
  /** Completed years. */
  age: number
}

/** The kinds of household of an old quarter, and how many of each a community has. */
export interface HouseholdCounts {
  elderAlone: number
  elderCouple: number
  parentsAndChild: number
  parentsAndTwo: number
  threeGenerations: number
  parentsAndGrown: number
  youngAlone: number
  alone: number
}

/** The age from which "living alone over 75" counts: nobody of 75 lives alone, so that both readings give one number. */
export const elderAloneFrom = 76

export type HouseholdKind = keyof HouseholdCounts

/** Makes households: `year` is this year, from which years of birth follow. */
export function householdMaker(dice: Dice, year: number) {
  const person = (family: string, sex: Sex, age: number): Member => ({
    name: `${family}${givenName(dice, sex, year - age)}`,
    sex,
    age,
  })
  const anySex = (): Sex => (dice.chance(0.5) ? 'female' : 'male')

  /** Husband and wife have their own family names; children have the father's. */
  function couple(least: number, most: number): { husband: Member; wife: Member; family: string } {
    const family = familyName(dice)
    const age = dice.between(least, most)
    const wifeAge = Math.max(least, age - dice.between(0, 4))
    return {
      family,
      husband: person(family, 'male', age),
      wife: person(familyName(dice), 'female', wifeAge),
    }
  }

  const makers: Record<HouseholdKind, () => Member[]> = {
    elderAlone: () => [
      person(familyName(dice), dice.chance(0.7) ? 'female' : 'male', elderAloneFrom + elderYears(dice)),
    ],
    elderCouple: () => {
      const { husband, wife } = couple(62, 84)
      return [husband, wife]
    },
    parentsAndChild: () => {
      const { husband, wife, family } = couple(28, 50)
      return [husband, wife, person(family, anySex(), childAge(dice, wife.age))]
    },
    parentsAndTwo: () => {
      const { husband, wife, family } = couple(31, 45)
      const older = childAge(dice, wife.age)
      return [
        husband,
        wife,
        person(family, anySex(), older),
        person(family, anySex(), Math.max(0, older - dice.between(2, 5))),
      ]
    },
    threeGenerations: () => {
      const { husband, wife, family } = couple(32, 44)
      const fatherAge = husband.age + dice.between(25, 30)
      return [
        person(family, 'male', fatherAge),
        person(familyName(dice), 'female', fatherAge - dice.between(0, 3)),
        husband,
        wife,
        person(family, anySex(), childAge(dice, wife.age)),
      ]
    },
    parentsAndGrown: () => {
      const { husband, wife, family } = couple(46, 60)
      return [husband, wife, person(family, anySex(), Math.min(wife.age - 23, dice.between(18, 30)))]
    },
    youngAlone: () => [person(familyName(dice), anySex(), dice.between(22, 39))],
    alone: () => [person(familyName(dice), anySex(), dice.between(56, 74))],
  }
  return (kind: HouseholdKind): Member[] => makers[kind]()
}

/** Many of 76, few of 96. */
function elderYears(dice: Dice): number {
  return Math.floor(20 * dice.roll() * dice.roll())
}

function childAge(dice: Dice, motherAge: number): number {
  return Math.min(17, Math.max(0, motherAge - dice.between(25, 33)))
}
