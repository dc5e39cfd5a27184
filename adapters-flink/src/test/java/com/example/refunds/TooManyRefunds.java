package com.example.refunds;

import java.util.List;

// begin decision
/** A customer got more refunds within a day than is usual. */
public record TooManyRefunds(String customer, long lastMs, List<String> refunds) {}
// end decision
