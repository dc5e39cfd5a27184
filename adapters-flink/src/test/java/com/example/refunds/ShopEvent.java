package com.example.refunds;

/** What happens in the shop, as this job has always had it: a POJO of Flink's. */
public class ShopEvent {
  public String id = "";
  public String kind = "";
  public String customer = "";
  public long at;
  public int cents;

  public ShopEvent() {}

  public ShopEvent(String id, String kind, String customer, long at, int cents) {
    this.id = id;
    this.kind = kind;
    this.customer = customer;
    this.at = at;
    this.cents = cents;
  }

  @Override
  public String toString() {
    return String.join(" ", id, kind, customer, Long.toString(at), Integer.toString(cents));
  }
}
