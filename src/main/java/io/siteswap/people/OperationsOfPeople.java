package io.siteswap.people;

/** Under which what belongs to people and to no run stands in the journal. */
public final class OperationsOfPeople {
  public static final String OF_PEOPLE = "people";

  private OperationsOfPeople() {}
}
