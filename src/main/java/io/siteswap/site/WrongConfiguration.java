package io.siteswap.site;

/** A configured value that cannot work: names the property, the value, and what was expected. */
public class WrongConfiguration extends RuntimeException {
  private final String remedy;

  public WrongConfiguration(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
