ALTER TABLE `adjustment_targets` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `dockets_order_idx` ON `dockets` (`year`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_outcome_idx` ON `dockets` (`outcome`,`year`,`number`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_review_idx` ON `dockets` (`state`,`review_on`,`id`);